using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Writes members without a column as JSON that every database accepts. The writer is shared per thread, because a thread decodes one
/// message at a time.
/// </summary>
internal static class ExtraFieldsWriter
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Returns an empty writer, valid until the next call on this thread.</summary>
    public static Utf8JsonWriter Begin()
    {
        _buffer ??= new ArrayBufferWriter<byte>(1024);
        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        });
        _writer.Reset(_buffer);
        return _writer;
    }

    /// <summary>The JSON written on this thread; null when it exceeds <paramref name="maxBytes"/> bytes.</summary>
    public static string? Finish(int maxBytes)
    {
        _writer!.Flush();
        return _buffer!.WrittenCount > maxBytes ? null : Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
