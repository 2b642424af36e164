package main

import (
	"context"
	"log/slog"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bieu/config"
	"bieu/sync/engine"
	"bieu/sync/gsheets"
	"bieu/sync/history"
	"bieu/sync/notify"
)

// channels are the ways to tell people that the settings name. One whose
// password cannot be had is there all the same, and says so for every letter:
// reading and judging go on without it.
func (a *app) channels(s *settings) map[string]notify.Channel {
	all := map[string]notify.Channel{}
	add := func(name string, c notify.Channel, err error) {
		if err != nil {
			c = notify.Unusable(err)
		}
		all[name] = c
	}
	if s.Mail.Host != "" {
		c, err := a.mailChannel(s)
		add(history.ChannelMail, c, err)
	}
	if s.Webhook.URL != "" {
		secret, err := s.secret(s.Webhook.Secret)
		var c notify.Channel
		if err == nil {
			c, err = notify.NewWebhook(notify.WebhookOptions{URL: s.Webhook.URL, Secret: secret, Clock: a.now})
		}
		add(history.ChannelWebhook, c, err)
	}
	return all
}

func (a *app) mailChannel(s *settings) (notify.Channel, error) {
	var password notify.Secret
	if s.Mail.User != "" {
		var err error
		if password, err = s.secret(s.Mail.Password); err != nil {
			return nil, err
		}
	}
	return notify.NewSMTP(notify.SMTPOptions{
		Host: s.Mail.Host, Port: s.Mail.Port, User: s.Mail.User, Password: password, From: s.Mail.From,
		Encryption: s.Mail.Encryption, Clock: a.now,
	})
}

// secret reads a password or a key from where the settings say it lies.
func (s *settings) secret(at config.Secret) (notify.Secret, error) {
	if at.Variable != "" {
		if text := os.Getenv(at.Variable); text != "" {
			return notify.Secret(text), nil
		}
		return "", &notify.Error{Kind: notify.ErrSecret, Place: wordsVariable(at.Variable)}
	}
	text, err := os.ReadFile(s.SecretPath(at))
	secret := strings.TrimRight(string(text), "\r\n")
	if err != nil || secret == "" {
		return "", &notify.Error{Kind: notify.ErrSecret, Place: wordsSecretFile(at.File), Err: err}
	}
	return notify.Secret(secret), nil
}

// office is the address that hears of units which cannot be written to.
func (s *settings) office() string {
	if s.Chase.Office != "" || s.Mail.Host == "" {
		return s.Chase.Office
	}
	from, err := mail.ParseAddress(s.Mail.From)
	if err != nil {
		return ""
	}
	return from.Address
}

// chase is how the engine reminds units; nil where the settings name no channel.
func (n *session) chase(s *settings) *engine.Chase {
	if s.Mail.Host == "" && s.Webhook.URL == "" {
		return nil
	}
	return &engine.Chase{
		Ladder: s.Chase.Ladder, Mail: s.Mail.Host != "", Webhook: s.Webhook.URL != "", Office: s.office(), Link: n.books.tabLink,
	}
}

// tabLink leads people to a unit's tab: by an address where the workbook lies
// in Google Sheets, else by the name of its file.
func (b *books) tabLink(file, tab string) string {
	ref := file
	if ref == "" {
		ref = b.settings.Google.Spreadsheet
	}
	if !b.settings.google() && !gsheets.IsLink(ref) {
		if file == "" {
			file = b.settings.WorkbookPath()
		}
		return wordsFile(filepath.Base(filepath.FromSlash(file)))
	}
	id, err := gsheets.SpreadsheetID(ref)
	if err != nil {
		return ""
	}
	for _, sheet := range b.sheets {
		if sheet.ID() == id {
			return sheet.TabLink(tab)
		}
	}
	return ""
}

// courier delivers the letters of a plan.
func (a *app) courier(s *settings, plan string, store *history.Store, log *slog.Logger) *notify.Courier {
	return &notify.Courier{
		Outbox: store, Plan: plan, Channels: a.channels(s), Clock: a.now, Log: log,
		NotBefore: func(at time.Time) time.Time { return s.Chase.Ladder.NotBefore(at, s.Calendar.Location) },
	}
}

// deliverAfter sends what a run left to be sent, and says so.
func (a *app) deliverAfter(ctx context.Context, n *session, s *settings, quiet bool) error {
	d, err := a.deliver(ctx, n, s)
	if text := wordsDelivery(d); text != "" && !quiet {
		a.say("%s", text)
	}
	return err
}

// deliver sends what the run of a plan left to be sent. It says what became of
// it and fails nothing: what could not be sent waits for the next run.
func (a *app) deliver(ctx context.Context, n *session, s *settings) (notify.Delivery, error) {
	if n.engine.Chase == nil || n.store == nil || n.engine.Fixed || n.engine.DryRun {
		return notify.Delivery{}, nil
	}
	return a.courier(s, n.engine.Plan, n.store, n.engine.Log).Deliver(ctx)
}
