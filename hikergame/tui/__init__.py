"""The game in a terminal; the folder tree is the screen tree.

`app.run` plays. Screens are given values, draw them, and answer with messages; the app
in `base`, `trail_app` and `app` passes them on, and `hosting` walks the hike. Keys stand
in `actions`, colours in `theme`, what is kept goes through `keeper`. Importing the app
brings in neither numpy nor the engine: they follow behind the first frame.
"""
