#!/usr/bin/env bash
# Build the one-folder program, run its self-test, print its size. Everything it writes is below .work/.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/.work
mkdir -p "$work"

python=.venv/bin/python # PySide6 6.12 needs Python 3.12 or later; where there is none, 3.11 with 6.11 serves
for candidate in python3.13 python3.12; do
    if "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        [ -x "$work/bundle-venv/bin/python" ] || "$candidate" -m venv "$work/bundle-venv"
        python=$work/bundle-venv/bin/python
        break
    fi
done
"$python" -m pip install -q '.[build]'
"$python" -m PyInstaller --noconfirm --log-level WARN --workpath "$work/pyinstaller" --distpath "$work/dist" build/borderdesk.spec

program=$work/dist/borderdesk
echo "Built with $("$python" --version)"
env -i HOME="$work" PATH=/usr/bin:/bin "$program/borderdesk" self-test
megabytes() { echo "$(( $(du -sb "$1" | cut -f1) / 1000000 )) MB"; }
tar -C "$work/dist" -cJf "$work/borderdesk.tar.xz" borderdesk
echo "One-folder program: $(megabytes "$program"); packed: $(megabytes "$work/borderdesk.tar.xz")"
