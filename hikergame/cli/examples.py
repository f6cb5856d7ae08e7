r"""What `--help` teaches below a command's options: examples, and what has to be known for them.

Each text ends the help of the command that it is called after. Below a `\b`, lines stay as
they are written here.
"""

_LEVEL = "a-gentle-slope"
"""The level that examples name where any would do."""

HIKERGAME = f"""\
\b
Examples:
  hikergame                            open the app
  hikergame play {_LEVEL:<22}go straight to a level
  hikergame play --plain               play line by line, in words
  hikergame levels                     see what there is to play
  hikergame race {_LEVEL:<22}watch the algorithms alone
  hikergame new mine.yaml              begin a level of your own
  hikergame check mine.yaml            find what is wrong in a level file
  hikergame host {_LEVEL:<22}open a room for a class
  hikergame survey mine.yaml           see what its ground really contains
  hikergame certify mine.yaml          prove what a level claims
  hikergame workshop mine.yaml         see its map follow while you edit it

\b
Exit codes:
    0  all went well
    1  something failed that has no number of its own
    2  the command line is wrong
    3  a level file has problems, or no level has that name
    4  a record or a log cannot be read, or is not what it claims to be
    5  lines of a pipe or a gradebook make no sense, or there is no such room
    6  a file or the player's data folder cannot be read or written
    7  a certificate is missing or stale, or does not prove its level's claims
  130  Ctrl-C; a hike under way is kept

\b
Environment:
  HIKERGAME_HOME    folder for your progress, instead of the system's place
  HIKERGAME_DEBUG   show tracebacks
  NO_COLOR          draw without colours
"""

PLAY = f"""\
\b
Examples:
  hikergame play {_LEVEL}
  hikergame play {_LEVEL} --rival scout
  hikergame play {_LEVEL} --rival adam:learning_rate=0.1
  hikergame play {_LEVEL} --plain
  hikergame play {_LEVEL} --plain < moves.txt
  hikergame play {_LEVEL} --plain --record hike.json
  hikergame play mine.yaml
  hikergame play week-1.zip

\b
A pack, which is a folder or a zip archive of levels, has its own list of
levels, chapter by chapter. What you win on them is kept wherever the pack
lies.

\b
Line by line, a step is a heading in degrees and a length in metres, or d for
downhill:
  132 0.8
  d 0.5
  flag
Say help in the game for the rest. Lines may come from a pipe: empty lines and
what follows a # are passed over; a line that makes no sense is named by its
number, costs no step, and makes the exit code 5. Where the input ends, the
flag is planted.
"""

LEVELS = """\
\b
Examples:
  hikergame levels
  hikergame levels --json
  hikergame levels week-1.zip
"""

RACE = f"""\
\b
Examples:
  hikergame race {_LEVEL}
  hikergame race {_LEVEL} --rival adam --rival scout
  hikergame race {_LEVEL} --rival adam:learning_rate=0.3:eps=1e-6
  hikergame race {_LEVEL} --json > race.json
"""

CHECK = """\
\b
Examples:
  hikergame check mine.yaml
  hikergame check week-1/
  hikergame check week-1.zip

\b
A pack is a folder of levels, or a zip archive of one: levels lie in the
folder itself, or in a folder for each chapter, and are called 01-name.yaml,
02-name.yaml.
To make an archive: python -m zipfile -c week-1.zip week-1

Problems go to standard error as file:line:column: what is wrong; a line for
each file goes to standard output. The exit code is 3 if any has a problem.
"""

NEW = """\
\b
Examples:
  hikergame new mine.yaml
  hikergame new mine.yaml --random
  hikergame new mine.yaml --random --difficulty hard --seed 7
  hikergame new mine.yaml --random --valleys 5 --ruggedness 0.1
  hikergame new mine.yaml --like himmelblau
  hikergame new - --random --dims 1 > line.yaml

\b
What is wished for goes before what a difficulty says:
  easy     one valley
  medium   three valleys, a trap 0.15 deep, ruggedness 0.05
  hard     four valleys; slopes lead into a trap 0.35 deep

\b
A valley is 0.03 of all heights deep, or deeper; what is shallower is
roughness. Ruggedness is twice the share of the land where the slope underfoot
points up the lie of the land. Drawn levels can be won blind, and not by luck;
deceptive ones come with the claim that they are, and with a trap 0.3 deep or
deeper if you do not say how deep. Where no map is what was wished for, the
exit code is 1, and the nearest one is told. What was made is said on standard
error, the seed included.
"""

SURVEY = f"""\
\b
Examples:
  hikergame survey mine.yaml
  hikergame survey mine.yaml --fast
  hikergame survey {_LEVEL} --svg map.svg --png map.png
  hikergame survey {_LEVEL} --json > survey.json

\b
How to read the sheet:
  drains     the share of the land whose water comes to rest in a valley: of
             all places to start from, so many lead there
  climb out  from its bottom to the highest point of the easiest way to a
             deeper one; a hiker who only ever goes down never takes it
  kink       a place that is no valley, though a descent may stick there

\b
Where ground is made of terms and formulas, it is proven that nothing is
deeper than the deepest, unless the proof grows too long. Pictures show the
level's rivals. What each key of --json holds is said in docs/survey.md.
"""

CERTIFY = """\
\b
Examples:
  hikergame certify mine.yaml
  hikergame certify --all
  hikergame certify --all --check

The certificate of mine.yaml is mine.certificate.json, beside it. The exit code is 7
if a certificate is missing or stale, or does not prove its level's claims.
"""

WORKSHOP = """\
\b
Examples:
  hikergame workshop mine.yaml
  hikergame workshop mine.yaml --plain

\b
Leave it open beside your editor: whenever you save, the map, its valleys and
basins, and the rivals' ways follow. What is wrong is said with its line and
column, as by hikergame check, and the map of the last sound save stays.
Inside, move with the arrows or the mouse:
  w       walk the level, blindfolded
  c       certify it, or stop doing so
  space   let the rivals go from the cursor (a click does the same)
  n, s    to the next valley, to the start
  b, r, m show or hide basins, rivals' ways, valleys
  ?       all keys
A level inside a pack has a path as well: week-1.zip/walls/01-a.yaml
"""

HOST = f"""\
\b
Examples:
  hikergame host                                fresh ground, drawn by lot
  hikergame host {_LEVEL} false-valleys
  hikergame host random:easy random:hard --clock 5m
  hikergame host class.zip --teams Red,Blue,Green
  hikergame host {_LEVEL} --entrant adam --entrant scout
  hikergame host --resume                       the last room, as it was
  hikergame host --resume K7MPXW

\b
Nothing is needed but this computer and a network that pupils share with it:
no internet, no accounts. What happens is kept as it happens: after Ctrl-C, a
crash or a power cut, --resume opens the room again at the same address, and
everybody is back by himself. Who does not reach the address may be in another
network, or a firewall stands between.

\b
Several servers for one room, behind one address:
  hikergame host {_LEVEL} --store postgresql://...
  hikergame host --room K7MPXW --store postgresql://... --port 8751
"""

SCHEMA = """\
\b
Example:
  hikergame schema > level.schema.json

Editors with a YAML language server complete and explain a level file that begins with
# yaml-language-server: $schema=level.schema.json
"""

VERIFY = """\
\b
Examples:
  hikergame verify hike.json
  hikergame verify handed-in/*.json
  hikergame verify --level mine.yaml handed-in/*.json
  hikergame verify --room K7MPXW
  hikergame verify lesson.jsonl

\b
Of a room, everything is worked out a second time: that no event is missing,
that no step counted outside its round, that each level is the one that was
promised (SHA-256 of "nonce:level:seed"), that each walk has its points to the
last bit, and that each frozen board is what had happened up to there.

The exit code is 4 if anything is refused.
"""

RANK = """\
\b
Examples:
  hikergame rank handed-in/*.json
  hikergame rank --level mine.yaml handed-in/*.json
  hikergame rank handed-in/*.json --report report.html --csv results.csv
  hikergame rank handed-in/*.json --canvas grades.csv filled.csv

\b
A class without a network hands in records: play LEVEL --record ada.json. What
is written of them is what `hikergame results` writes of a room. Who has the
same name on several levels is one person.

The exit code is 4 if any record is refused; the others are ranked.
"""

RESULTS = """\
\b
Examples:
  hikergame results                             the only room, or a list
  hikergame results K7MPXW
  hikergame results K7MPXW --html report.html --csv results.csv
  hikergame results K7MPXW --jsonl lesson.jsonl
  hikergame results K7MPXW --canvas grades.csv filled.csv
  hikergame results K7MPXW --moodle grades.csv filled.csv --who names.csv
  hikergame results K7MPXW --round 2 --moodle grades.csv filled.csv \\
      --column "Assignment: Hillsides (Real)"

\b
The report is for reading, printing and discussing; the table for a
spreadsheet. What a board shows is what the results say: while it is frozen,
so are they.

\b
A gradebook is one that you exported yourself. Pupils are found in it by an id
or by their whole name, in either order; nobody is guessed. Who plays under a
nickname is named in a table of two columns, for --who:
  Brisk Marmot,"Lovelace, Ada"
  Bold Otter,u1027
Each round fills a column of its own, 100 points at most; OUT is a new file,
and all else in it is as it was. Import it where you exported it.
"""

PURGE = """\
\b
Examples:
  hikergame purge K7MPXW
  hikergame purge K7MPXW --person Ada
  hikergame purge --all --person Ada
  hikergame purge --older-than 365
  hikergame purge --all --rooms --yes

\b
Names are the only thing that a room keeps about people. A purge deletes names
with all that was done under them, steps included, and leaves no trace of them
in the file. The rounds stay, with empty boards, and results say that people
were purged; --rooms removes those as well. Take home what you need before:
  hikergame results K7MPXW --html report.html
"""

JOIN = """\
\b
Examples:
  hikergame join 192.168.1.20:8750 K7MPXW
  hikergame join 192.168.1.20:8750 K7MPXW --name Ada
  hikergame join 192.168.1.20:8750 K7MPXW --plain
  hikergame join 192.168.1.20:8750 K7MPXW --recover 4F7K-M2PX

The same command brings you back to your seat, whatever happened in between.
"""

BOT = f"""\
\b
Examples:
  hikergame bot --on {_LEVEL} -- python3 my_bot.py
  hikergame bot 192.168.1.20:8750 K7MPXW -- python3 my_bot.py
  hikergame bot 192.168.1.20:8750 K7MPXW --name Ada -- ./my_bot --fast

\b
The program reads lines of JSON and answers each readout with one:
  reads   {{"type": "begin", "facts": {{...}}, "readout": {{"slope": [...], ...}}}}
  writes  {{"move": [-0.2, 0.6]}}          metres to the east and to the north
  reads   {{"type": "felt", "readout": {{...}}}}
  writes  {{"flag": true}}                 to plant the flag
Flush the output after each line. Bots have a bracket of their own.
"""
