"""Puts many mistakes into one build, each behind a switch: `if mutant(17) { mistake } else { what stands there }`.

What cannot stand behind a switch (in a `const`, an arm that is left out, a name of a field) is left to a build of its own.
"""

import re

import tree_sitter
import tree_sitter_rust

LANGUAGE = tree_sitter.Language(tree_sitter_rust.language())
SWITCH = """
static SWITCHED_ON: std::sync::LazyLock<u32> =
    std::sync::LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(u32::MAX));
pub(crate) fn mutant(number: u32) -> bool {
    *SWITCHED_ON == number
}
"""


class Edit:
    """Bytes of a file that are to be wrapped: whole, or (for a body) only begun with something else."""

    def __init__(self, start, end):
        self.start, self.end, self.mistakes, self.inner = start, end, [], []


def place(text, line, column):
    """The byte at which cargo-mutants says that something stands; its columns are characters."""
    lines = text.split("\n")
    return len("\n".join(lines[:line - 1] + [lines[line - 1][:column - 1]]).encode())


def edits(text, mutants):
    """The edits of a file, and the mutants that cannot be switched."""
    source = text.encode()
    root = tree_sitter.Parser(LANGUAGE).parse(source).root_node
    found, alone = {}, []
    for mutant in mutants:
        start = place(text, *mutant.start)
        end = place(text, *mutant.end)
        edit = wrapped(root, source, mutant, start, end)
        if edit is None:
            alone.append(mutant)
            continue
        start, end, kind, mistake = edit
        found.setdefault((start, end, kind), Edit(start, end)).mistakes.append((mutant, mistake))
    return [(kind, edit) for (_, _, kind), edit in found.items()], alone


def wrapped(root, source, mutant, start, end):
    """The bytes to wrap, how, and what the mistake puts there."""
    node = root.descendant_for_byte_range(start, end)
    replacement = mutant.row["replacement"]
    genre = mutant.row["genre"]
    if is_const(root.descendant_for_byte_range(start, start + 1)):
        return None
    if genre == "FnValue" and "impl " in mutant.row["function"]["return_type"]:
        return None  # each mistake is of another type
    if genre == "FnValue":
        return start, end, "body", replacement
    if genre == "MatchArmGuard":
        return start, end, "guard", replacement
    if genre in ("BinaryOperator", "UnaryOperator"):
        while node is not None and node.type not in ("binary_expression", "compound_assignment_expr", "unary_expression"):
            node = node.parent
        if node is None or not node.start_byte <= start < node.end_byte:
            return None
        operator = node.child(0) if node.type == "unary_expression" else node.child_by_field_name("operator")
        if operator.start_byte != start or has_let(node) or in_pattern(node):
            return None
        mistake = source[node.start_byte:start] + replacement.encode() + source[end:node.end_byte]
        return node.start_byte, node.end_byte, "value", mistake.decode()
    return None


def has_let(node):
    return node.type in ("let_condition", "let_chain") or any(has_let(child) for child in node.children if child.type in
                                                              ("binary_expression", "let_condition", "let_chain"))


def in_pattern(node):
    while node is not None:
        if node.type in ("match_pattern", "range_pattern", "attribute_item", "token_tree", "array_type", "generic_type", "type_arguments"):
            return True
        if node.type in ("block", "function_item"):
            return False
        node = node.parent
    return False


def is_const(node):
    """Whether it is worked out when the code is compiled."""
    while node is not None:
        if node.type in ("const_item", "static_item", "const_block", "enum_variant", "macro_definition"):
            return True
        if node.type == "function_item":
            return any(child.type == "function_modifiers" and b"const" in child.text for child in node.children)
        node = node.parent
    return True


def nested(found):
    """Edits inside edits."""
    order = sorted(found, key=lambda pair: (pair[1].start, -pair[1].end, pair[0] != "guard", pair[0] != "body"))
    top, stack = [], []
    for kind, edit in order:
        while stack and stack[-1][1].end <= edit.start:
            stack.pop()
        (stack[-1][1].inner if stack else top).append((kind, edit))
        stack.append((kind, edit))
    return top


def rendered(source, start, end, within, number, ranges, at):
    """The bytes with the edits in them; notes which bytes of the result belong to which mistake."""
    parts, position = [], start

    def add(piece):
        nonlocal at
        parts.append(piece)
        at += len(piece)

    for kind, edit in within:
        add(source[position:edit.start])
        if kind == "body":
            for mutant, mistake in edit.mistakes:
                begin = at
                add(f"if crate::mutant({number(mutant)}) {{ return {mistake}; }}\n".encode())
                ranges.append((begin, at, mutant))
        elif kind == "guard":
            for mutant, mistake in edit.mistakes:
                add((f"crate::mutant({number(mutant)}) || " if mistake == "true" else f"!crate::mutant({number(mutant)}) && ").encode())
            add(b"(")
        else:
            add(b"(")
            for mutant, mistake in edit.mistakes:
                begin = at
                add(f"if crate::mutant({number(mutant)}) {{ {mistake} }} else ".encode())
                ranges.append((begin, at, mutant))
            add(b"{ ")
        begin = at
        inner = rendered(source, edit.start, edit.end, edit.inner, number, ranges, at)
        parts.append(inner)
        at += len(inner)
        ranges += [(begin, at, mutant) for mutant, _ in edit.mistakes]
        add({"body": b"", "guard": b")", "value": b" })"}[kind])
        position = edit.end
    add(source[position:end])
    return b"".join(parts)


def switched(text, mutants, number):
    """The file with all mistakes behind switches, whose bytes belong to which, and the mutants that need a build of their own."""
    found, alone = edits(text, mutants)
    source, ranges = text.encode(), []
    return rendered(source, 0, len(source), nested(found), number, ranges, 0), ranges, alone
