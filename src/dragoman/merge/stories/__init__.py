"""Stories: the documents about one happening, gathered one document at a time, in any order.

item | index > candidates | compare (two documents) | partition (a touched component) > stories
"""

from dragoman.merge.stories.compare import Comparison, Rules, compare, likeness_of, rules
from dragoman.merge.stories.gather import Explanation, Stories, Story
from dragoman.merge.stories.item import StoryItem, item_from_json, item_to_json, story_item, story_text
from dragoman.merge.stories.partition import partition

__all__ = [
    "Comparison",
    "Explanation",
    "Rules",
    "Stories",
    "Story",
    "StoryItem",
    "compare",
    "item_from_json",
    "item_to_json",
    "likeness_of",
    "partition",
    "rules",
    "story_item",
    "story_text",
]
