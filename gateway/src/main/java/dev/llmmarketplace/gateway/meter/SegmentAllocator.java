package dev.llmmarketplace.gateway.meter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Gives a new segment's file its blocks. The one place where a full disk shows. */
interface SegmentAllocator {
    /**
     * Creates {@code file} with {@code size} bytes of zeros, all of them backed by the disk, and leaves nothing behind
     * when it cannot.
     *
     * @throws IOException when there is no space
     */
    void allocate(Path file, int size) throws IOException;

    /**
     * Writes the zeros. Setting the length alone would leave a sparse file, whose missing blocks show when a page of
     * the mapping is stored to: as SIGBUS.
     */
    static SegmentAllocator byWriting() {
        return (file, size) -> {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                fill(channel, file, size);
            }
        };
    }

    private static void fill(FileChannel channel, Path file, int size) throws IOException {
        try {
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(size, 1 << 20));
            for (int left = size; left > 0; left -= zeros.limit()) {
                zeros.clear().limit(Math.min(left, zeros.capacity()));
                writeFully(channel, zeros);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
