# make demo   one letter, from start to verdict      make test    everything that must hold before a commit
# make fmt    put the code in its usual shape        make bench   how long the demo takes
# make agree  another engine put before generated cases, N of them; make kills  its process killed at random
# make mutants  which slips in a rule nobody would notice
# make site   the documentation as a website, in build/site    make site-check  every page of it in a browser
# make fresh  both in a bare Debian                  make lock    pin the newest versions      make clean

.PHONY: demo test site site-check fresh bench agree kills mutants fmt lock clean
.DEFAULT_GOAL := demo

demo: .venv/core.stamp
	@.venv/bin/callrules demo sipkonnect || { verdict=$$?; [ $$verdict -eq 1 ] || [ $$verdict -eq 3 ] || exit $$verdict; }

test: .venv/test.stamp
	@bash scripts/test.sh

site: .venv/test.stamp
	@.venv/bin/python -m scripts.website

site-check: site
	@.venv/bin/python -m scripts.website.browser --all

fresh:
	@bash scripts/fresh.sh

bench: .venv/core.stamp
	@.venv/bin/python scripts/bench.py

mutants: .venv/test.stamp
	@.venv/bin/python scripts/mutants.py

# some are refused, so that 200,000 are compared
N = 201000

agree: .venv/test.stamp
	@.venv/bin/python scripts/agree.py --keep --cases $(N)

kills: .venv/test.stamp
	@.venv/bin/python scripts/agree.py --kills

fmt: .venv/test.stamp
	@.venv/bin/python -m ruff check --quiet --fix . ; .venv/bin/python -m ruff format .

lock:
	@bash scripts/lock.sh

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

.venv/core.stamp: requirements/build.txt requirements/core.txt pyproject.toml
	@bash scripts/venv.sh core
	@touch $@

.venv/test.stamp: requirements/build.txt requirements/test.txt pyproject.toml
	@bash scripts/venv.sh test
	@touch $@ .venv/core.stamp
