package dev.llmmarketplace.gateway.meter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a journal's directory: which exist, how they are named, how a new one comes to be. */
record SegmentFiles(Path directory, int segmentBytes, SegmentAllocator allocator) {
    private static final Pattern NAME = Pattern.compile("lane-(\\d{3})-(\\d{10})\\.segment");

    /** Maps what is there, by lane and index. Files that were allocated and never begun are removed. */
    SortedMap<Integer, SortedMap<Integer, Segment>> load() throws IOException {
        Files.createDirectories(directory);
        SortedMap<Integer, SortedMap<Integer, Segment>> lanes = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "lane-*.segment")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    load(file, Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)), lanes);
                }
            }
        }
        return lanes;
    }

    private static void load(Path file, int lane, int index, SortedMap<Integer, SortedMap<Integer, Segment>> lanes)
            throws IOException {
        Segment segment = Segment.map(file, index);
        if (segment.begun()) {
            lanes.computeIfAbsent(lane, _ -> new TreeMap<>()).put(index, segment);
        } else {
            segment.delete();
        }
    }

    /** Allocates and maps a new segment. */
    Segment create(int lane, int index) throws IOException {
        Path file = directory.resolve("lane-%03d-%010d.segment".formatted(lane, index));
        allocator.allocate(file, segmentBytes);
        return Segment.map(file, index);
    }
}
