package dev.llmmarketplace.adapters.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.util.Locale;

/** The native half of ONNX Runtime, loaded once a process from the unpacked files of whoever comes first. */
final class NativeRuntime {
    private static final String PATH = "onnxruntime.native.path";

    private NativeRuntime() {}

    static OrtEnvironment start(UnpackedFiles files) throws IOException {
        String platform = "/ai/onnxruntime/native/linux-" + architecture() + "/";
        if (System.getProperty(PATH) == null && files.contains(platform + "libonnxruntime.so")) {
            files.unpack(platform + "libonnxruntime.so");
            files.unpack(platform + "libonnxruntime4j_jni.so");
            System.setProperty(PATH, files.directory().toString());
        }
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "embeddings");
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return name.equals("amd64") ? "x64" : name;
    }
}
