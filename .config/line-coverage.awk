# Reads the lcov files of all test projects; a line that was hit in any of them counts as covered. Prints a table and, for a
# project below its minimum, the files that miss the most. Exits 1 when one is below.
# -v minima="Domain=90 Application=90 …"

BEGIN { projects = split(minima, wanted, " ") }

/^SF:/ {
  file = substr($0, 4)
  gsub(/\\/, "/", file)
  counts = match(file, /\/src\/[^\/]+\//) && file !~ /\/obj\/|\/Migrations\/|\.g\.cs$/
  project = substr(file, RSTART + 5, RLENGTH - 6)
  path = substr(file, RSTART + 1)
}

/^DA:/ && counts {
  split(substr($0, 4), line, ",")
  key = path ":" line[1]
  if (!(key in known)) { known[key] = 1; lines[project]++; missed[path]++; projectOf[path] = project }
  if (line[2] > 0 && !(key in hit)) { hit[key] = 1; covered[project]++; missed[path]-- }
}

END {
  printf "\nLine coverage     covered     lines   percent   minimum\n"
  for (i = 1; i <= projects; i++) {
    split(wanted[i], want, "=")
    name = want[1]
    percent = lines[name] ? 100 * covered[name] / lines[name] : 0
    printf "%-16s %8d  %8d   %6.2f%%      %3d%%\n", name, covered[name], lines[name], percent, want[2]
    if (percent < want[2]) below[name] = want[2]
  }
  for (name in below) {
    failed = 1
    printf "\nLine coverage of %s is below %d%%. What misses the most lines:\n", name, below[name]
    for (shown = 0; shown < 8; shown++) {
      most = ""
      for (path in missed) if (projectOf[path] == name && missed[path] > (most == "" ? 0 : missed[most])) most = path
      if (most == "") break
      printf "%6d  %s\n", missed[most], most
      missed[most] = 0
    }
  }
  exit failed
}
