"""Encryption of a stream by a passphrase: scrypt makes the key, AES-256-GCM seals each chunk.

A chunk's nonce holds its number and whether it is the last, and the header goes into every seal, so
that chunks changed, swapped, repeated or cut off are found out. Nothing is read before it is proven.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"JIANYAN-SEALED-1\n"
HEADER = struct.Struct(">17sBBB16s7s")
CHUNK = 1024 * 1024
TAG = 16
COST, BLOCK, LANES = 17, 8, 1
SHORTEST = 8


class SealError(ValueError):
    """A passphrase that is wrong or too short, or a sealed stream that is damaged."""


def _key(passphrase: str, salt: bytes, cost: int, block: int, lanes: int) -> AESGCM:
    if not (14 <= cost <= 20 and 1 <= block <= 16 and 1 <= lanes <= 4):
        raise SealError("备份文件的加密参数异常，可能已损坏。")
    derived = Scrypt(salt=salt, length=32, n=2**cost, r=block, p=lanes)
    return AESGCM(derived.derive(passphrase.encode("utf-8")))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


class Sealer:
    """A stream to write to; `close()` must be called, else what was written cannot be opened."""

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        if len(passphrase) < SHORTEST:
            raise SealError(f"口令至少{SHORTEST}个字符，请换一个长一些的口令。")
        salt, self.prefix = os.urandom(16), os.urandom(7)
        self.header = HEADER.pack(MAGIC, COST, BLOCK, LANES, salt, self.prefix)
        self.out, self.number, self.waiting = out, 0, bytearray()
        self.key = _key(passphrase, salt, COST, BLOCK, LANES)
        out.write(self.header)

    def write(self, data: bytes) -> int:
        """Takes the data in; a chunk is sealed when more follows, so that the last is known."""
        self.waiting += data
        while len(self.waiting) > CHUNK:
            self._seal(bytes(self.waiting[:CHUNK]), last=False)
            del self.waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Seals what is left as the last chunk. The stream below stays open."""
        self._seal(bytes(self.waiting), last=True)
        self.waiting.clear()

    def _seal(self, chunk: bytes, last: bool) -> None:
        nonce = _nonce(self.prefix, self.number, last)
        self.out.write(self.key.encrypt(nonce, chunk, self.header))
        self.number += 1


class Opener:
    """A stream to read from. Raises SealError on a wrong passphrase or any damage."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self.header = source.read(HEADER.size)
        if len(self.header) != HEADER.size or not self.header.startswith(MAGIC):
            raise SealError("这不是加密的备份文件。")
        _, cost, block, lanes, salt, self.prefix = HEADER.unpack(self.header)
        self.key = _key(passphrase, salt, cost, block, lanes)
        self.source, self.number, self.ready = source, 0, bytearray()
        self.ahead = source.read(CHUNK + TAG)
        self.ended = False

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, fewer only at the end."""
        while not self.ended and (size < 0 or len(self.ready) < size):
            self._open()
        size = len(self.ready) if size < 0 else size
        taken = bytes(self.ready[:size])
        del self.ready[:size]
        return taken

    def _open(self) -> None:
        chunk, self.ahead = self.ahead, self.source.read(CHUNK + TAG)
        self.ended = not self.ahead
        try:
            nonce = _nonce(self.prefix, self.number, self.ended)
            self.ready += self.key.decrypt(nonce, chunk, self.header)
        except InvalidTag:
            raise SealError(
                "备份文件打不开：口令不对，或文件不完整、被改动过。"
                if self.number == 0
                else "备份文件不完整或被改动过，已停止读取。"
            ) from None
        self.number += 1
