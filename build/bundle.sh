#!/usr/bin/env bash
# Build the one-folder program, pack it, look it over and try it, print its size. Everything it writes is below
# .work/. RELEASE=1 packs as small as xz can, which takes minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/.work
mkdir -p "$work"

# PySide6 6.12 needs Python 3.12 or later, and PyInstaller a Python with a shared library. Where there is none,
# 3.11 with PySide6 6.11 serves.
usable='import sys, sysconfig, venv, ensurepip
sys.exit(not (sys.platform == "win32" or sysconfig.get_config_var("Py_ENABLE_SHARED")))'
python=
for candidate in python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[32].*/bin/python3.1[32]; do
    if "$candidate" -c "$usable" >/dev/null 2>&1; then
        [ -x "$work/bundle-venv/bin/python" ] || "$candidate" -m venv "$work/bundle-venv"
        python=$work/bundle-venv/bin/python
        "$python" -m pip install -q --require-hashes -r build/requirements.txt
        break
    fi
done
if [ -z "$python" ]; then
    [ -x .venv/bin/python ] || python3 -m venv .venv
    python=.venv/bin/python
fi
"$python" -m pip install -q -c build/versions.txt -e '.[build]'
"$python" -m PyInstaller --noconfirm --log-level ERROR \
    --workpath "$work/pyinstaller" --distpath "$work/dist" build/borderdesk.spec
echo "Built with $("$python" --version) ($((SECONDS)) s)"

# The x86 filter alone saves a twentieth. Blocks in parallel, unless the size matters more than the time.
if [ "${RELEASE:-}" ]; then xz=(xz -T1 --x86 --lzma2=preset=9e); else xz=(xz -T0 --x86 --lzma2=preset=4); fi
tar -C "$work/dist" --sort=name --owner=0 --group=0 -cf - borderdesk | "${xz[@]}" >"$work/borderdesk.tar.xz"
echo "Packed ($((SECONDS)) s)"

"$python" build/release_check.py "$work/dist/borderdesk" "$work/borderdesk.tar.xz"
