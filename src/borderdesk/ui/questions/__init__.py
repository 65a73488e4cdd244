"""One widget per question type, for every form on every screen.

Screens use :class:`~borderdesk.ui.questions.controller.FormController` (owns a running form session)
and :class:`~borderdesk.ui.questions.question_stack.QuestionStack` (shows a set of its questions); the
widgets below them know neither, only the frozen values of ``shown.py``.
"""
