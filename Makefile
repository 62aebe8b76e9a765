# Each target does everything from a bare checkout: Debian libraries, virtual
# environment, packages at locked versions, then the work itself.

VENV := .venv
PY := $(VENV)/bin/python
RUN := $(VENV)/.runs
DEV := $(VENV)/.develops

.PHONY: demo test check faults bench screenshots wheel lock clean

demo: $(RUN)  ## Make the sample study and rate it (ARGS=--headless: without a screen)
	scripts/libraries $(if $(DISPLAY)$(WAYLAND_DISPLAY),screen,offscreen)
	$(PY) -m app demo $(ARGS)

test: $(DEV)  ## Run the tests (ARGS=… goes to pytest)
	scripts/libraries offscreen screen tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(ARGS)

check: $(DEV)  ## Format, lint, types, import contracts
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

faults: $(DEV)  ## Kill the program at random moments and look what is lost
	scripts/libraries offscreen screen tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/faults --heavy -s $(ARGS)

bench: $(DEV)  ## Print targets and figures, on a screen of its own that is looked at
	scripts/libraries offscreen screen tests
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1976x1240x24" \
	    $(PY) -m pytest tests/benchmarks --heavy -s $(ARGS)

screenshots: $(DEV)  ## Make the pictures of the README anew
	scripts/libraries offscreen
	QT_QPA_PLATFORM=offscreen $(PY) scripts/screenshots.py docs/screenshots

wheel: $(DEV)
	$(PY) -m build --wheel --outdir dist

lock:  ## Write the locked versions anew, from the ranges of pyproject.toml
	scripts/lock

clean:
	rm -rf $(VENV) dist build

$(RUN): requirements/run.txt pyproject.toml
	scripts/environment $(VENV) requirements/run.txt
	touch $@

$(DEV): requirements/run.txt requirements/develop.txt pyproject.toml
	scripts/environment $(VENV) requirements/run.txt requirements/develop.txt
	touch $(RUN) $@
