from tests.journeys.pages.officer import *
from tests.journeys.pages.post import Post
from borderdesk.ui.screens.mark_tiles import MarkTile
def test_x(checkpoint: Post):
    o = Officer(checkpoint)
    o.begin(); print(1, o.keys.inputs, checkpoint.focused())
    o.look_at(); print(2, o.keys.inputs, checkpoint.focused())
    o.prepare()
    print(3, o.keys.inputs, checkpoint.focused())
    o.no_danger(); print(4, o.keys.inputs, checkpoint.focused())
    f = o.ask(); print(5, o.keys.inputs, checkpoint.focused(), f.questions)
    o.finish_asking(); print(6, o.keys.inputs, checkpoint.focused())
    o.note_needs(("IR-03","IR-10")); print(7, o.keys.inputs, checkpoint.focused())
    print(checkpoint.everything_said())
    checkpoint.window.grab().save("/tmp/outcome.png")
    o.confirm(); print(8, o.keys.inputs, checkpoint.focused())
    o.keys.digit(1); print(9, o.keys.inputs, checkpoint.focused())
    checkpoint.window.grab().save("/tmp/refer.png")
    o.keys.space(); print(10, o.keys.inputs, checkpoint.focused())
    for i in range(14):
        o.keys.move(Qt.Key.Key_Tab); print(checkpoint.focused())
