# Everything that a developer or a technician does with posd's sources; `make help` lists it.
SHELL := /bin/bash
BUILD := .build/release
SWIFT_RELEASE := swift build -c release --static-swift-stdlib
DESTDIR ?=
PREFIX ?= /usr
SECONDS_EACH ?= 60

.PHONY: help build demo run test bench bench-print fuzz check format install dependencies
help: ## lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

dependencies:
	@scripts/install-dependencies build

build: dependencies ## builds .build/release/posd and posd-render
	$(SWIFT_RELEASE) --product posd
	$(SWIFT_RELEASE) --product posd-render

demo: build ## installs, builds and plays a sale on the simulated till
	$(BUILD)/posd demo

run: build ## runs the simulated till in the foreground
	$(BUILD)/posd run --simulate

test: ## installs what is needed and runs all tests, the end-to-end ones too
	@scripts/test

bench: build ## measures posd beside a C server of the same protocol
	Benchmarks/run $(BENCH)

bench-print: build ## measures printing beside a bare socket, python-escpos and CUPS
	Benchmarks/print $(BENCH)

fuzz: ## runs each fuzzer for SECONDS_EACH seconds
	@scripts/install-dependencies build
	scripts/fuzz $(SECONDS_EACH)

check: ## format, lint, warnings, imports, generated files, documents, the binary
	@scripts/check

format: ## formats all Swift sources
	swift format -i -r Package.swift Sources Tests

install: ## installs posd, its udev rules, units, manual pages and completions below DESTDIR
	install -D -m 0755 $(BUILD)/posd $(DESTDIR)$(PREFIX)/bin/posd
	install -D -m 0755 $(BUILD)/posd-render $(DESTDIR)$(PREFIX)/libexec/posd/posd-render
	install -D -m 0644 udev/72-posd.rules $(DESTDIR)/lib/udev/rules.d/72-posd.rules
	install -D -m 0644 systemd/posd.service $(DESTDIR)/lib/systemd/system/posd.service
	install -D -m 0644 systemd/posd.socket $(DESTDIR)/lib/systemd/system/posd.socket
	install -D -m 0644 systemd/posd-sysusers.conf $(DESTDIR)$(PREFIX)/lib/sysusers.d/posd.conf
	install -D -m 0644 docs/posd.toml.example $(DESTDIR)$(PREFIX)/share/doc/posd/posd.toml.example
	install -D -m 0644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/posd/LICENSE
	install -D -m 0644 NOTICE $(DESTDIR)$(PREFIX)/share/doc/posd/NOTICE
	install -D -m 0644 docs/man/posd.1 $(DESTDIR)$(PREFIX)/share/man/man1/posd.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BUILD)/posd completions bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/posd
	$(BUILD)/posd completions zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_posd
	$(BUILD)/posd completions fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/posd.fish
