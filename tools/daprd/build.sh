#!/usr/bin/env bash
# Builds tools/daprd/target/daprd, and the scheduler beside it, unless they are newer than their sources.
set -euo pipefail
cd "$(dirname "$0")"

binary=target/daprd
scheduler=target/scheduler
needed=$(sed -n 's/^go \([0-9.]*\)$/\1/p' go.mod)
version=$(sed -n 's#^\tgithub.com/dapr/dapr v\([0-9.]*\)$#\1#p' go.mod)

if [[ -x $binary && -x $scheduler &&
	-z $(find . -maxdepth 2 \( -name '*.go' -o -name 'go.*' -o -name build.sh \) -newer "$binary") ]]; then
	echo "tools/daprd/$binary and tools/daprd/$scheduler are current"
	exit 0
fi

if ! command -v go > /dev/null; then
	echo "Go $needed or later is needed to build daprd, and there is no go on the PATH: https://go.dev/dl" >&2
	exit 1
fi
found=$(go env GOVERSION)
found=${found#go}
if [[ $(printf '%s\n' "$needed" "${found%%[^0-9.]*}" | sort -V | head -n 1) != "$needed" ]]; then
	echo "Go $needed or later is needed to build daprd, found Go $found in $(command -v go): https://go.dev/dl" >&2
	exit 1
fi

echo "Building daprd $version, which takes some minutes the first time"
mkdir -p target
go build -mod=readonly -trimpath -ldflags "-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=$version" -o "$binary" .
go build -mod=readonly -trimpath -ldflags "-s -w" -o "$scheduler" ./scheduler
touch "$binary"
echo "Built tools/daprd/$binary and tools/daprd/$scheduler"
