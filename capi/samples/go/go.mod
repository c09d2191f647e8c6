module doithoai-sample

go 1.19
