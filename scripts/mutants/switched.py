"""Puts many mistakes into one build, each behind a switch: `if mutant(17) { mistake } else { what stands there }`.

An arm that is left out gets a guard. A `const fn` that nothing asks for while the code is compiled is built without its `const`. What cannot
stand behind a switch (in a `const`, a field that is left out, what is of another type) is left to a build of its own.
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


def nodes(node):
    yield node
    for child in node.children:
        yield from nodes(child)


def words(node, source):
    """The names in it, also in what a macro is given."""
    return {source[one.start_byte:one.end_byte].decode() for one in nodes(node) if one.type in ("identifier", "type_identifier", "field_identifier")}


def modifier(function):
    """Where a function says that it is `const`; None if it does not."""
    for child in function.children:
        if child.type == "function_modifiers":
            return next((one for one in child.children if one.type == "const"), None)
    return None


def is_table(node):
    """Whether it is a macro that makes items; sentences are made when they are said."""
    if node.type != "macro_invocation" or node.child_by_field_name("macro").text in (b"messages", b"crate::text::messages"):
        return False
    while node is not None and node.type != "function_item":
        node = node.parent
    return node is None


class Consts:
    """Which functions are asked for while the code is compiled: by name, by what is a constant and by each other."""

    def __init__(self, texts):
        self.kept, bodies = set(), {}
        for text in texts:
            source = text.encode()
            for node in nodes(tree_sitter.Parser(LANGUAGE).parse(source).root_node):
                if node.type in ("const_item", "static_item", "const_block", "enum_variant", "array_type", "macro_definition") or is_table(node):
                    self.kept |= words(node, source)
                elif node.type == "function_item" and modifier(node):
                    name = source[node.child_by_field_name("name").start_byte:node.child_by_field_name("name").end_byte].decode()
                    bodies.setdefault(name, set()).update(words(node.child_by_field_name("body"), source))
        todo = self.kept & bodies.keys()
        while todo:
            more = set().union(*(bodies[name] for name in todo)) - self.kept
            self.kept |= more
            todo = more & bodies.keys()

    def needless(self, node, source):
        """The `const` of a function that nothing asks for while the code is compiled."""
        name = node.child_by_field_name("name")
        return modifier(node) if source[name.start_byte:name.end_byte].decode() not in self.kept else None


class Edit:
    """Bytes of a file that are to be wrapped: whole, or (for a body) only begun with something else."""

    def __init__(self, start, end):
        self.start, self.end, self.mistakes, self.inner = start, end, [], []


def place(text, line, column):
    """The byte at which cargo-mutants says that something stands; its columns are characters."""
    lines = text.split("\n")
    return len("\n".join(lines[:line - 1] + [lines[line - 1][:column - 1]]).encode())


def edits(text, mutants, consts):
    """The edits of a file, and the mutants that cannot be switched."""
    source = text.encode()
    root = tree_sitter.Parser(LANGUAGE).parse(source).root_node
    found, alone = {}, []
    for node in nodes(root):
        if node.type == "function_item" and (const := consts.needless(node, source)):
            found[const.start_byte, const.end_byte, "const"] = Edit(const.start_byte, const.end_byte)
    for mutant in mutants:
        start = place(text, *mutant.start)
        end = place(text, *mutant.end)
        edit = wrapped(root, source, mutant, start, end, consts)
        if edit is None:
            alone.append(mutant)
            continue
        start, end, kind, mistake = edit
        found.setdefault((start, end, kind), Edit(start, end)).mistakes.append((mutant, mistake))
    return [(kind, edit) for (_, _, kind), edit in found.items()], alone


def wrapped(root, source, mutant, start, end, consts):
    """The bytes to wrap, how, and what the mistake puts there."""
    node = root.descendant_for_byte_range(start, end)
    replacement = mutant.row["replacement"]
    genre = mutant.row["genre"]
    if is_const(root.descendant_for_byte_range(start, start + 1), source, consts):
        return None
    if genre == "FnValue" and "impl " in mutant.row["function"]["return_type"]:
        return None  # each mistake is of another type
    if genre == "FnValue":
        return start, end, "body", replacement
    if genre == "MatchArmGuard":
        return start, end, "guard", replacement
    if genre == "MatchArm":
        arm = root.descendant_for_byte_range(start, start + 1)
        while arm is not None and not (arm.type == "match_arm" and arm.start_byte == start):
            arm = arm.parent
        if arm is None:
            return None
        pattern = arm.child_by_field_name("pattern")
        condition = pattern.child_by_field_name("condition")
        if condition is None:
            return pattern.end_byte, pattern.end_byte, "arm", ""
        return None if has_let(condition) else (condition.start_byte, condition.end_byte, "guard", "false")
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


def is_const(node, source, consts):
    """Whether it is worked out when the code is compiled."""
    while node is not None:
        if node.type in ("const_item", "static_item", "const_block", "enum_variant", "macro_definition"):
            return True
        if node.type == "function_item":
            return modifier(node) is not None and consts.needless(node, source) is None
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
        if kind == "const":
            position = edit.end
            continue
        if kind == "arm":
            for mutant, _ in edit.mistakes:
                begin = at
                add(f" if !crate::mutant({number(mutant)})".encode())
                ranges.append((begin, at, mutant))
            position = edit.end
            continue
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


def switched(text, mutants, number, consts):
    """The file with all mistakes behind switches, whose bytes belong to which, and the mutants that need a build of their own."""
    found, alone = edits(text, mutants, consts)
    source, ranges = text.encode(), []
    return rendered(source, 0, len(source), nested(found), number, ranges, 0), ranges, alone
