package main

import "fmt"

// What people read of several plans and of the worker.

func wordsOnePlan(file string) string {
	return file + " chỉ có một kế hoạch; đề nghị bỏ tùy chọn --plan"
}

func wordsWhichPlan(file, names string) string {
	return file + " có nhiều kế hoạch; đề nghị chọn bằng --plan: " + names
}

func wordsNoPlan(file, name, names string) string {
	return fmt.Sprintf("%s không có kế hoạch “%s”; đang có: %s", file, name, names)
}
