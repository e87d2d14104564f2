package dev.pappus.format;

/**
 * An entry of an archive whose central and local headers agree.
 *
 * @param headerOffset where its local header begins
 * @param dataOffset where its packed bytes begin
 * @param packedSize bytes in the archive
 * @param size bytes when unpacked, as declared
 * @param method 0 stored, 8 deflated (APPNOTE 4.4.5)
 * @param crc CRC-32 of the unpacked bytes
 */
record ZipEntryRecord(
    long headerOffset, long dataOffset, long packedSize, long size, int method, long crc) {

  long end() {
    return dataOffset + packedSize;
  }
}
