# What both launchers do: find a Java, build once, start. Sourced by POSIX shells; it leaves nothing behind but the
# functions below, whose names begin with fusion_.

fusion_java_version=25

fusion_fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit "${2:-1}"
}

# Prints the folder that a program's file is in, through symbolic links of the file and of folders.
fusion_folder_of() (
    file=$1
    while [ -L "$file" ]; do
        target=$(readlink "$file")
        case $target in
            /*) file=$target ;;
            *) file=$(dirname -- "$file")/$target ;;
        esac
    done
    cd -P -- "$(dirname -- "$file")" && pwd
)

# True when this is the home of a Java that is new enough. Its release file is read, for starting it takes longer.
fusion_is_java_home() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    fusion_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$fusion_version" ] && [ "$fusion_version" -ge "$fusion_java_version" ]
}

# Prints the java to use: what the environment names, the PATH's, then the usual places.
fusion_find_java() {
    fusion_path_java=$(command -v java || :)
    [ -z "$fusion_path_java" ] || fusion_path_java=$(dirname -- "$(fusion_folder_of "$fusion_path_java")")
    for fusion_home in "${FUSION_JAVA_HOME:-}" "${JAVA_HOME:-}" "$fusion_path_java" \
        /usr/lib/jvm/*"$fusion_java_version"* /usr/java/*"$fusion_java_version"* /opt/java/* /opt/*jdk*"$fusion_java_version"* \
        "${HOME:-/}"/.sdkman/candidates/java/"$fusion_java_version"* "${HOME:-/}"/.jdks/*"$fusion_java_version"* \
        /Library/Java/JavaVirtualMachines/*"$fusion_java_version"*/Contents/Home; do
        if fusion_is_java_home "$fusion_home"; then
            printf '%s\n' "$fusion_home/bin/java"
            return 0
        fi
    done
    return 1
}

# Builds the module $2 of the project at $1, unless its jar is there. Whoever comes second waits for the first.
fusion_build_once() {
    fusion_target=$1/$2/target
    [ -f "$fusion_target/$2.jar" ] && [ -d "$fusion_target/lib" ] && return 0
    [ -f "$1/pom.xml" ] || fusion_fail "$fusion_target/$2.jar is missing" 70
    command -v mvn >/dev/null || fusion_fail "nothing is built yet, and there is no mvn to build it with" 70
    mkdir -p "$fusion_target"
    fusion_log=$fusion_target/launcher-build.log
    printf '%s: building %s once, this takes a minute (log: %s)\n' "${0##*/}" "$2" "$fusion_log" >&2
    (
        cd -- "$1" || exit 1
        if command -v flock >/dev/null; then
            exec 9>"$fusion_target/.launcher-build" && flock 9
            [ -f "$fusion_target/$2.jar" ] && [ -d "$fusion_target/lib" ] && exit 0
        fi
        mvn -B -ntp -pl "$2" -am -Dmaven.test.skip=true package >"$fusion_log" 2>&1 </dev/null
    ) || {
        grep '^\[ERROR\]' "$fusion_log" | head -n 5 >&2
        fusion_fail "the build failed; $fusion_log says why" 70
    }
}

# Replaces the shell by the program, so that signals and the exit status are the program's own.
#   fusion_start PROJECT MODULE MAIN COLLECTOR "JVM OPTIONS" ARGUMENTS...
# The program is in the module's folder where it is installed, and in its target folder where it was built. A cache of
# loaded classes beside the jar is used unless the jar is newer: an older one would run old classes.
fusion_start() {
    fusion_root=$1
    fusion_module=$2
    fusion_main=$3
    fusion_options=$5
    # Java refuses to start with two collectors, and whoever names one means it.
    case ${FUSION_JAVA_OPTS:-} in
        *-XX:+Use*GC*) ;;
        *) fusion_options="-XX:+Use$4 $fusion_options" ;;
    esac
    shift 5
    fusion_java=$fusion_root/runtime/bin/java
    [ -x "$fusion_java" ] || fusion_java=$(fusion_find_java) || fusion_fail \
        "no Java $fusion_java_version or later is found; install one, or set FUSION_JAVA_HOME" 70
    fusion_program=$fusion_root/$fusion_module
    if [ ! -f "$fusion_program/$fusion_module.jar" ]; then
        fusion_build_once "$fusion_root" "$fusion_module"
        fusion_program=$fusion_program/target
    fi
    fusion_jar=$fusion_program/$fusion_module.jar
    fusion_cache=$fusion_program/$fusion_module.aot
    # Not in POSIX, but in every shell that is some system's sh.
    # shellcheck disable=SC3013
    if [ -f "$fusion_cache" ] && ! [ "$fusion_jar" -nt "$fusion_cache" ]; then
        # It has no profiles, and a thread would look for them in every class beside the start.
        fusion_options="$fusion_options -XX:AOTCache=$fusion_cache -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
    fi
    # One by one and in order: the cache of classes belongs to one class path, and Java expands a star in any order.
    fusion_path=$fusion_jar
    for fusion_library in "$fusion_program"/lib/*.jar; do
        fusion_path=$fusion_path:$fusion_library
    done
    # The parser of options does not look for Groovy and databases: Java would open every library to find neither.
    # The options are words by intent.
    # shellcheck disable=SC2086
    exec "$fusion_java" $fusion_options -Dpicocli.disable.closures=true '-Dpicocli.converters.excludes=java[.]sql[.].*' \
        ${FUSION_JAVA_OPTS:-} -cp "$fusion_path" "$fusion_main" "$@"
}
