using System.Text.Json;
using Orleans.Storage;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Grain state as the product keeps it: plain JSON.</summary>
internal sealed class JsonGrainStorageSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, JsonSerializerOptions.Web));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, JsonSerializerOptions.Web)!;
}
