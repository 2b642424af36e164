package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Phiên bản của chương trình",
		Args:  args(0, 0, "lệnh version không có tham số"),
		RunE: func(*cobra.Command, []string) error {
			a.say("bieu %s", version())
			return nil
		},
	}
}

// What stands in the place of a version that is not known exactly.
const (
	unknownVersion = "không rõ phiên bản"
	developed      = "(bản phát triển) "
	changedSince   = " (có sửa đổi)"
)

// version is what the build recorded: the module's version, or the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return unknownVersion
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case "vcs.modified":
			if s.Value == "true" {
				modified = changedSince
			}
		}
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v + " " + info.GoVersion
	}
	if revision != "" {
		return revision + modified + " " + info.GoVersion
	}
	return developed + info.GoVersion
}
