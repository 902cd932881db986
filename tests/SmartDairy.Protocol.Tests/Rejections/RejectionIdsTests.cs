using SmartDairy.Protocol.Rejections;
using Xunit;

namespace SmartDairy.Protocol.Tests.Rejections;

public sealed class RejectionIdsTests
{
    [Fact]
    public void Ids_of_one_millisecond_differ_before_the_bytes_that_number_the_items_of_a_message()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => RejectionIds.Next(1_700_000_000_000).ToByteArray(bigEndian: true)).ToArray();
        Assert.Equal(ids.Length, ids.Select(id => Convert.ToHexString(id, 0, 14)).Distinct().Count());
    }

    [Fact]
    public void An_id_is_a_version_7_uuid_of_its_time()
    {
        var id = RejectionIds.Next(1_700_000_000_123);
        Assert.Equal(7, id.Version);
        Assert.Equal(1_700_000_000_123, Convert.ToInt64(id.ToString("N")[..12], 16));
    }
}
