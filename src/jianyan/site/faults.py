"""What went wrong outside the program, in one sentence: the disk, the rights, the database, a setting."""

from __future__ import annotations

import errno

from django.db import DatabaseError, OperationalError, ProgrammingError

from jianyan.kernel.errors import Refused

from .environment import BadSetting

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_PATH = (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError)
NO_ROOM = "磁盘已满，没有写完。请腾出空间后再试。"
OF_DATABASE = {
    "disk is full": NO_ROOM,
    "readonly database": "数据库只能读，不能写。请核对数据目录的权限，磁盘是否只读。",
    "unable to open database file": "打不开数据库文件。请核对数据目录和它的权限。",
    "database is locked": "数据库正被别的程序占用。请稍等几秒，再试一次。",
    "connection failed": "连不上数据库。请核对 JIANYAN_DATABASE_URL，看数据库是否已经启动。",
}
"""Sentences for what a database says, by a piece of it."""

FAULTS = (Refused, BadSetting, DatabaseError, OSError, EOFError)
"""What is no defect of the program and is answered with a sentence."""


def said(fault: BaseException) -> str:
    """The sentence for one of `FAULTS`."""
    if isinstance(fault, DatabaseError):
        return _of_database(fault)
    if isinstance(fault, OSError):
        return of_system(fault)
    if isinstance(fault, EOFError):
        return "没有读到要填的内容，已停止。请在终端里运行，或用参数写明。"
    return str(fault)


def _of_database(fault: DatabaseError) -> str:
    words = str(fault)
    for piece, sentence in OF_DATABASE.items():
        if piece in words:
            return sentence
    first = words.partition("\n")[0]
    if isinstance(fault, OperationalError | ProgrammingError):
        return f"数据库用不了：{first}。请先运行 jianyan migrate，再看 jianyan doctor。"
    return f"数据库文件可能已损坏：{first}。请运行 jianyan doctor。"


def of_system(fault: OSError) -> str:
    """The sentence for what the system refused."""
    named = f" {fault.filename}" if fault.filename else ""
    if fault.errno in FULL:
        return NO_ROOM
    if fault.errno == errno.EROFS:
        return (
            f"{named.strip() or '这里'} 所在的磁盘只能读，不能写。请另选一处，或请管理员核对磁盘。"
        )
    if isinstance(fault, NO_PATH):
        return f"打不开文件{named}，请核对路径。"
    if isinstance(fault, PermissionError):
        return f"本账号不能读写{named}，请核对权限。"
    if isinstance(fault, BrokenPipeError):
        return "后面的程序没有读完就停了，其余没有写出。"
    return f"读写文件{named} 时出错（{fault.strerror or fault}）。请核对磁盘后再试。"
