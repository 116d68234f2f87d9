"""TLP:RED is refused in R4's words, and no byte of it is kept."""

from pathlib import Path

import pytest
from world import World, world

R4 = {
    "you": "This bot does not store or post TLP:RED content. Record only a reference and share the content "
    "in person or through an approved channel.",
    "omar": "لا يخزّن هذا البوت محتوى TLP:RED ولا ينشره. سجّلوا مرجعاً فقط، وتبادلوا المحتوى حضورياً أو عبر "
    "قناة معتمدة.",
    "jean": "Ce bot ne conserve ni ne publie de contenu TLP:RED. N’enregistrez qu’une référence et "
    "communiquez le contenu de vive voix ou par un canal agréé.",
    "amina": "Boti hii haihifadhi wala haichapishi maudhui ya TLP:RED. Andika rejea tu, na shirikisha "
    "maudhui ana kwa ana au kupitia njia iliyoidhinishwa.",
    "rui": "Este bot não guarda nem publica conteúdo TLP:RED. Registe apenas uma referência e transmita o "
    "conteúdo presencialmente ou por um canal aprovado.",
    "lucia": "Este bot no almacena ni publica contenido TLP:RED. Registre solo una referencia y comunique "
    "el contenido en persona o por un canal aprobado.",
}
CANARY = "heronry"
SCENES = (
    (f"/incident new sev2 tlp:red {CANARY}",),
    (f"/incident new sev2 {CANARY} seen TLP:RED\n{CANARY} in the body",),
    (f"/incident new tlp:red {CANARY}",),
    (f"/incident new sev9 tlp:red {CANARY}",),
    (f"/incident new sev2 svr:x tlp:red catt:OTH {CANARY}",),
    (f"/incidnt new sev2 tlp:red {CANARY}",),
    (f"/incident nwe sev2 tlp=red {CANARY}",),
    ("/incident new sev2 tlp:green Harmless", f":edit /incident new sev2 tlp:red {CANARY}"),
    ("/incident new", f"{CANARY} seen", "3", "Skip", f"{CANARY}-town", "Skip", "Skip", "red"),
)


def files(folder: Path) -> dict[str, bytes]:
    """What is on disk."""
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def last(bot: World, scene: tuple[str, ...]) -> str:
    """What is said to the last line of a scene, in which `Skip` presses the button."""
    said = ""
    for line in scene:
        said = await bot.drives(":press Skip" if line == "Skip" else line)
    return said


@pytest.mark.parametrize("scene", SCENES, ids=[" | ".join(scene)[:60] for scene in SCENES])
async def test_nothing_of_it_is_kept_anywhere(
    sqlite_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], scene: tuple[str, ...]
) -> None:
    async with world(sqlite_url, records=True) as bot:
        assert await last(bot, scene) == R4["you"]
        assert "INC-13" not in await bot.drives("/incident new sev1 tlp:green Afterwards")
        assert CANARY not in await bot.drives(f"/search {CANARY[:4]}")
    kept = files(tmp_path)
    assert any(b"Afterwards" in content for content in kept.values())
    assert [name for name, content in kept.items() if CANARY.encode() in content] == []
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.parametrize("name", R4)
async def test_r4_in_the_words_of_each_language(demo: World, name: str) -> None:
    assert await demo.drives(f"{name}@console> /incident new sev2 tlp:red Heron") == R4[name]
    assert await demo.drives(f"{name}@console> /incident tlp 1 red") == R4[name]


async def test_red_words_are_taken_in_no_way_a_timeline_takes_words(demo: World) -> None:
    for line in (
        "/incident log 1 TLP:RED the kingfisher",
        "/incident close 1 outcome:resolved tlp:red kingfisher",
    ):
        assert "does not store or post TLP:RED" in await demo.hears(line)
    await demo.hears("TLP:RED the kingfisher flies", by="amina")
    assert "kingfisher" not in await demo.drives(":react 📌")
    assert "kingfisher" not in await demo.hears("/incident 1")
