#!/bin/sh
# Builds the project and runs benchmarks: benchmarks/run.sh [b1|b2|b3|b4|b5|b6|all] [options]
set -eu
cd "$(dirname "$0")/.."
if [ -z "${SKIP_BUILD:-}" ]; then
	mvn -B -ntp -q -Pbenchmarks -pl benchmarks -am -DskipTests -Dmaven.javadoc.skip package
fi
exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
	dev.daprfunctions.benchmarks.runner.Benchmarks "${@:-all}"
