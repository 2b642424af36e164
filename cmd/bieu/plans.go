package main

import (
	"strings"

	"github.com/spf13/cobra"

	"bieu/config"
)

// planFlag lets every command about settings choose among the plans of a file.
func (a *app) planFlag(root *cobra.Command) {
	for _, c := range root.Commands() {
		if c.Flags().Lookup("config") != nil && c.Flags().Lookup("plan") == nil {
			c.Flags().StringVar(&a.plan, "plan", "", "kế hoạch có `TÊN` này, khi tệp cài đặt có nhiều kế hoạch")
		}
		a.planFlag(c)
	}
}

// chosen picks the plan that the command line names, or the only one.
//
// Errors: config.Problems of a plan that cannot be used.
func (a *app) chosen(all *settings) (*settings, error) {
	if len(all.Plans)+len(all.Broken) == 0 {
		if a.plan != "" {
			return nil, &usageError{wordsOnePlan(all.File)}
		}
		return all, nil
	}
	if a.plan == "" && len(all.Plans)+len(all.Broken) > 1 {
		return nil, &usageError{wordsWhichPlan(all.File, planNames(all.Config))}
	}
	for _, c := range all.Plans {
		if a.plan == "" || c.Name == a.plan {
			return &settings{c, false}, nil
		}
	}
	for _, b := range all.Broken {
		if a.plan == "" || b.Name == a.plan {
			return nil, b.Problems
		}
	}
	return nil, &usageError{wordsNoPlan(all.File, a.plan, planNames(all.Config))}
}

// only keeps of a settings file the plan that the command line names, or all.
func (a *app) only(all *settings) (*settings, error) {
	if a.plan == "" {
		return all, nil
	}
	one, err := a.chosen(all)
	if err != nil {
		return nil, err
	}
	kept := *all.Config
	kept.Plans, kept.Broken = []*config.Config{one.Config}, nil
	return &settings{&kept, all.example}, nil
}

// each returns the plans that a command runs: the one that is named, else all
// that can be used. What is wrong with the others is returned beside them.
func (a *app) each(all *settings) ([]*settings, config.Problems, error) {
	if a.plan != "" || len(all.Plans)+len(all.Broken) == 0 {
		one, err := a.chosen(all)
		if err != nil {
			return nil, nil, err
		}
		return []*settings{one}, nil, nil
	}
	var list []*settings
	for _, c := range all.Plans {
		list = append(list, &settings{c, false})
	}
	var problems config.Problems
	for _, b := range all.Broken {
		problems = append(problems, b.Problems...)
	}
	return list, problems, nil
}

// planNames lists the plans of a file as people named them.
func planNames(c *config.Config) string {
	var names []string
	for _, p := range c.Plans {
		names = append(names, p.Name)
	}
	for _, b := range c.Broken {
		if b.Name != "" {
			names = append(names, b.Name)
		}
	}
	return strings.Join(names, ", ")
}
