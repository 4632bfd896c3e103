#!/bin/sh
# Every night: pull the catalogue, and when it changed, open a change with the changelog as its text.
#
#     nightly.sh [ARGUMENT OF typewright generate]...
#
# Run it in a clean checkout, where typewright is installed and the token of the provider is in the
# environment. One branch, one open change: a later night replaces what nobody has merged yet.
set -eu

: "${TYPEWRIGHT:=typewright}"          # how it is called
: "${STORE:=schemas}"                  # `schemas` of the config
: "${OUTPUT:=generated}"               # `output` of the config
: "${REMOTE:=origin}"
: "${BRANCH:=typewright/nightly}"
: "${OPEN:=gh_change}"                 # called with a title, a file with the text, and the branch

gh_change() { # GitHub; elsewhere name a command of your own in OPEN
    gh pr create --title "$1" --body-file "$2" --head "$3" ||
        gh pr edit "$3" --title "$1" --body-file "$2"
}

text=$(mktemp)
trap 'rm -f "$text"' EXIT

[ -z "$(git status --porcelain)" ] || { echo "nightly: the checkout is not clean" >&2; exit 2; }

# 1 says that some entries could not be understood: they changed nothing, the others are good.
pulled=0
$TYPEWRIGHT pull || pulled=$?
[ "$pulled" -le 1 ] || exit "$pulled"

if [ -z "$(git status --porcelain -- "$STORE")" ]; then
    echo "nightly: the catalogue is as it was"
    exit "$pulled"
fi

$TYPEWRIGHT diff git:HEAD --format markdown >"$text"
$TYPEWRIGHT generate "$@"
$TYPEWRIGHT verify "$OUTPUT"

title="Models as of $(date -u +%Y-%m-%d)"
git switch --quiet --force-create "$BRANCH"
git add --all -- "$STORE" "$OUTPUT"
git commit --quiet --message "$title" --message "$(cat "$text")"
git push --quiet --force "$REMOTE" "$BRANCH"
$OPEN "$title" "$text" "$BRANCH"
exit "$pulled" # red, so that somebody looks at what was not understood
