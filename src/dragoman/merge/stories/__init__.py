"""Stories: the documents about one happening, gathered one document at a time, in any order.

item | index > candidates | compare (two documents) | partition (a touched component) > stories

`Stories` has all documents in memory; `mended` only those that new ones touch, where the others are kept.
"""

from dragoman.merge.stories.compare import Comparison, Rules, compare, likeness_of, rules
from dragoman.merge.stories.gather import Explanation, Stories, Story
from dragoman.merge.stories.item import StoryItem, item_from_json, item_to_json, story_item, story_texts
from dragoman.merge.stories.mend import Component, days_around, mended
from dragoman.merge.stories.partition import partition

__all__ = [
    "Comparison",
    "Component",
    "Explanation",
    "Rules",
    "Stories",
    "Story",
    "StoryItem",
    "compare",
    "days_around",
    "item_from_json",
    "item_to_json",
    "likeness_of",
    "mended",
    "partition",
    "rules",
    "story_item",
    "story_texts",
]
