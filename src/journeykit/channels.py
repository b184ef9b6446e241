"""Channels: where a customer and a company meet.

The taxonomy is open. The constants on `Channel` are the eight categories most maps use
and the further ones that customer-journey literature names; a channel of your own is a value
like them: `Channel("Kiosk", category="kiosk", channel_class="physical")`. Within a journey one
key stands for one channel; `Channel.of` finds the standard one that a text means.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.addresses import ElementKind, Keyed
from journeykit.errors import DuplicateKeyError, UnknownReferenceError
from journeykit.suggestions import nearest
from journeykit.text import slug

ChannelClass: TypeAlias = Literal["digital", "physical", "interpersonal"]
"""How people meet there: on a screen, in a place, or person to person."""

Ownership: TypeAlias = Literal["owned", "paid", "earned"]
"""Who decides what is said there: the company, the company's money, or other people."""


@frozen(repr=False)
class Channel(Keyed):
    """A place or medium in which a touchpoint happens.

    Args:
        name: What people call it.
        channel_class: `digital`, `physical` or `interpersonal`; None where nobody has said.
        ownership: `owned`, `paid` or `earned`.
        category: The wider family it belongs to; its own name if left empty.
        examples: What is found there.
        key: The identity; the slug of the name if left out.

    Example:
        >>> Channel("Kiosk", "physical").key
        'kiosk'
        >>> Channel.EMAIL.channel_class
        'digital'
    """

    _kind: ClassVar[ElementKind] = "channel"

    name: str = field(validator=fields.name)
    channel_class: ChannelClass | None = field(
        default=None,
        validator=fields.maybe(fields.one_of("channel class", get_args(ChannelClass))),
    )
    ownership: Ownership = field(
        default="owned", validator=fields.one_of("ownership", get_args(Ownership))
    )
    category: str = field(default="", validator=fields.text, kw_only=True)
    examples: tuple[str, ...] = field(
        default=(), converter=fields.as_texts, validator=fields.texts, kw_only=True
    )
    key: str = field(default=fields.keyed_by_name(), validator=fields.key, kw_only=True)

    WEBSITE: ClassVar[Channel]
    SOCIAL_MEDIA: ClassVar[Channel]
    EMAIL: ClassVar[Channel]
    ADVERTISING: ClassVar[Channel]
    SALES: ClassVar[Channel]
    SUPPORT: ClassVar[Channel]
    PRODUCT: ClassVar[Channel]
    COMMUNITY: ClassVar[Channel]
    IN_STORE: ClassVar[Channel]
    PHONE: ClassVar[Channel]
    MAIL: ClassVar[Channel]
    WORD_OF_MOUTH: ClassVar[Channel]
    INFLUENCERS: ClassVar[Channel]
    SEARCH: ClassVar[Channel]
    CONTENT: ClassVar[Channel]
    REVIEWS: ClassVar[Channel]
    SURVEY: ClassVar[Channel]
    APP: ClassVar[Channel]
    SMS: ClassVar[Channel]
    CHAT: ClassVar[Channel]
    VIDEO: ClassVar[Channel]
    SELF: ClassVar[Channel]
    LOYALTY_PROGRAMME: ClassVar[Channel]
    UNKNOWN: ClassVar[Channel]

    _repr_html_ = fields.card

    @classmethod
    def of(cls, name: str) -> Channel:
        """The standard channel of a name, as a database or a form has it.

        Args:
            name: Its name or its key, in any case.

        Returns:
            The constant.

        Raises:
            UnknownReferenceError: No channel that comes with the library is called so.

        Example:
            >>> Channel.of("phone")
            Channel.PHONE
            >>> Channel.of("Word of Mouth")
            Channel.WORD_OF_MOUTH
            >>> Channel.of("emial")
            Traceback (most recent call last):
            journeykit.errors.UnknownReferenceError: unknown standard channel "emial"; did you \
mean "email"?
        """
        fields.expect(name, str, "the name of a channel")
        channel = BUILT_IN.get(slug(name)) if name else None
        if channel is None:
            raise UnknownReferenceError("standard channel", name, choices=BUILT_IN)
        return channel

    @property
    def online(self) -> bool:
        """Whether it is met on a screen."""
        return self.channel_class == "digital"

    @property
    def is_contact(self) -> bool:
        """Whether company and customers meet there; what people do alone is no contact."""
        return self.key != "self"

    def __repr__(self) -> str:
        """Show the constant, or the words that make an equal one."""
        if BUILT_IN.get(self.key) == self:
            return f"Channel.{self.key.replace('-', '_').upper()}"
        return f"Channel({self.name!r}, {self.channel_class!r}, {self.ownership!r})"

    def __str__(self) -> str:
        """Show the name."""
        return self.name


Channel.WEBSITE = Channel(
    "Website", "digital", examples=["homepage", "product pages", "blog", "checkout"]
)
Channel.SOCIAL_MEDIA = Channel("Social media", "digital", examples=["posts", "ads", "interactions"])
Channel.EMAIL = Channel(
    "Email", "digital", examples=["newsletters", "transactional emails", "campaigns"]
)
Channel.ADVERTISING = Channel(
    "Advertising", "digital", "paid", examples=["display ads", "search ads", "video"]
)
Channel.SALES = Channel("Sales", "interpersonal", examples=["sales calls", "demos", "proposals"])
Channel.SUPPORT = Channel("Support", "interpersonal", examples=["help center", "chat", "phone"])
Channel.PRODUCT = Channel("Product", "digital", examples=["in-app experience", "features"])
Channel.COMMUNITY = Channel(
    "Community", "interpersonal", "earned", examples=["forums", "events", "user groups"]
)
Channel.IN_STORE = Channel("In store", "physical", examples=["shop", "branch", "counter"])
Channel.PHONE = Channel("Phone", "interpersonal", examples=["customer-service call"])
Channel.MAIL = Channel("Mail", "physical", examples=["letter", "parcel"])
Channel.WORD_OF_MOUTH = Channel(
    "Word of mouth", "interpersonal", "earned", examples=["friends", "family"]
)
Channel.INFLUENCERS = Channel(
    "Influencers", "digital", ownership="earned", category="word of mouth"
)
Channel.SEARCH = Channel("Search", "digital", "earned", examples=["search engine"])
Channel.CONTENT = Channel(
    "Content", "digital", examples=["comparison article", "ebook", "educational content"]
)
Channel.REVIEWS = Channel(
    "Reviews", "digital", ownership="earned", examples=["review sites", "testimonials"]
)
Channel.SURVEY = Channel("Survey", "digital", examples=["questionnaire", "interview"])
Channel.LOYALTY_PROGRAMME = Channel(
    "Loyalty programme", "digital", examples=["points", "referral bonus", "personalised offer"]
)
Channel.APP = Channel("App", "digital", examples=["mobile app", "push notification"])
Channel.SMS = Channel("SMS", "digital", examples=["text message"])
Channel.CHAT = Channel("Chat", "digital", examples=["live chat", "messenger", "chatbot"])
Channel.VIDEO = Channel("Video", "interpersonal", examples=["video call", "online consultation"])
Channel.SELF = Channel("Self", examples=["what people do alone, without any contact"])
Channel.UNKNOWN = Channel("Unknown")

EIGHT_CATEGORIES: tuple[Channel, ...] = (
    Channel.WEBSITE,
    Channel.SOCIAL_MEDIA,
    Channel.EMAIL,
    Channel.ADVERTISING,
    Channel.SALES,
    Channel.SUPPORT,
    Channel.PRODUCT,
    Channel.COMMUNITY,
)
"""The touchpoint categories that customer-journey glossaries list."""

CHANNELS: tuple[Channel, ...] = (
    *EIGHT_CATEGORIES,
    Channel.IN_STORE,
    Channel.PHONE,
    Channel.MAIL,
    Channel.WORD_OF_MOUTH,
    Channel.INFLUENCERS,
    Channel.SEARCH,
    Channel.CONTENT,
    Channel.REVIEWS,
    Channel.SURVEY,
    Channel.LOYALTY_PROGRAMME,
    Channel.APP,
    Channel.SMS,
    Channel.CHAT,
    Channel.VIDEO,
    Channel.SELF,
    Channel.UNKNOWN,
)
"""Every channel that comes with the library."""

BUILT_IN: dict[str, Channel] = {channel.key: channel for channel in CHANNELS}


def as_channels(items: Channel | Iterable[Channel]) -> tuple[Channel, ...]:
    """A tuple of channels; one alone is one item."""
    return fields.several(items)


def are_channels(instance: Any, attribute: Any, value: Any) -> None:
    """Accept a tuple of channels; for a word, propose the channel that is called like it."""
    for item in value:
        if not isinstance(item, Channel):
            example = BUILT_IN.get(
                nearest(item if isinstance(item, str) else "", BUILT_IN) or "", Channel.EMAIL
            )
            fields.is_a(Channel, f"a channel such as {example!r}")(instance, attribute, item)


def refuse_two_of_one_key(used: Iterable[tuple[Channel, object]]) -> None:
    """Refuse two channels that differ under one key: of which of them is said what, none could say.

    Args:
        used: Channels, each with the thing that it is said of.

    Raises:
        DuplicateKeyError: Two of one key differ; the error names both, and where they stand.
    """
    seen: dict[str, tuple[Channel, object]] = {}
    for channel, owner in used:
        first, at = seen.setdefault(channel.key, (channel, owner))
        if first is not channel and first != channel:
            raise DuplicateKeyError(
                "channel",
                channel.key,
                first=first.name,
                second=channel.name,
                places=(_apart(first, channel, at), _apart(channel, first, owner)),
                standard=f'Channel.of("{channel.key}")' if channel.key in BUILT_IN else "",
            )


def _apart(channel: Channel, other: Channel, owner: object) -> str:
    """What tells a channel from another, and where it stands."""
    names = ("channel_class", "ownership", "category", "examples")
    mine = ((name, getattr(channel, name)) for name in names)
    differing = [f"{name}={own!r}" for name, own in mine if own != getattr(other, name)]
    apart = f"({', '.join(differing)}) " if differing else ""
    return f"{apart}of {fields.described(owner)}"
