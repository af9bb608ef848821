"""Writes the tree, the bookmarks and the properties into a painted PDF, and encrypts it where asked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from secrets import token_hex

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from reports.blocks import Report
from reports.pdf.structure import Node, Role

_MADE_BY = "MeetingDesk"
_BOOKMARKED = {Role.HEADING_2: 0, Role.HEADING_3: 1}


def finish(painted: bytes, tree: Node, report: Report) -> tuple[bytes, int]:
    """Return the finished file and how many pages it has."""
    with pikepdf.open(io.BytesIO(painted)) as pdf:
        _add_tree(pdf, tree)
        _add_bookmarks(pdf, tree)
        _describe(pdf, report)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue(), len(pdf.pages)


def lock_pdf(content: bytes, passphrase: str) -> bytes:
    """Return a file that opens only with a pass phrase, by the strongest encryption of the format.

    Reading it aloud stays allowed.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=_encryption(passphrase))
    return out.getvalue()


def _encryption(passphrase: str) -> pikepdf.Encryption:
    nothing = dict.fromkeys(("modify_annotation", "modify_assembly", "modify_form", "modify_other"), False)
    allow = pikepdf.Permissions(accessibility=True, extract=True, **nothing)
    return pikepdf.Encryption(owner=token_hex(16), user=passphrase, R=6, aes=True, metadata=True, allow=allow)


def _add_tree(pdf: Pdf, tree: Node) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, dict[int, pikepdf.Object]] = {}
    root.K = Array([_element(pdf, tree, root, parents)])
    numbers = Array()
    for number, owners in sorted(parents.items()):
        numbers.append(number)
        numbers.append(pdf.make_indirect(Array([owners[one] for one in sorted(owners)])))
        pdf.pages[number].obj.StructParents = number
    for page in pdf.pages:
        page.obj.Tabs = Name.S
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: Pdf, node: Node, parent: pikepdf.Object, parents: dict[int, dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role.value}"), P=parent))
    kids = Array()
    if node.painted:
        element.Pg = pdf.pages[node.painted[0][0]].obj
    for page, number in node.painted:
        parents.setdefault(page, {})[number] = element
        if page == node.painted[0][0]:
            kids.append(number)
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=number))
    for child in node.children:
        if any(one.painted for one in child.walk()):
            kids.append(_element(pdf, child, element, parents))
    element.K = kids
    if node.role is Role.HEADER_CELL:
        element.A = Dictionary(O=Name.Table, Scope=Name.Column)
    if node.role is Role.TABLE and node.about:
        element.A = Dictionary(O=Name.Table, Summary=String(node.about))
    return element


def _add_bookmarks(pdf: Pdf, tree: Node) -> None:
    with pdf.open_outline() as outline:
        last: OutlineItem | None = None
        for node in _headings(tree):
            item = OutlineItem(node.about, node.painted[0][0])
            if _BOOKMARKED[node.role] and last is not None:
                last.children.append(item)
            else:
                outline.root.append(item)
                last = item


def _headings(tree: Node) -> Iterator[Node]:
    return (node for node in tree.walk() if node.role in _BOOKMARKED and node.painted)


def _describe(pdf: Pdf, report: Report) -> None:
    pdf.Root.Lang = String(report.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told["dc:title"] = report.title
        told["dc:language"] = [report.language]
        told["pdf:Producer"] = _MADE_BY
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo.Title = String(report.title)
    pdf.docinfo.Producer = String(_MADE_BY)
