using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>
/// A farm's devices by id. Registrations carry no time of change: all are given whatever times are asked for, and count as modified now.
/// </summary>
internal sealed class DeviceCollection(IRegistry registry, TimeProvider time) : IIcarCollection
{
    public string Name => "devices";

    public async Task<IcarPage> ReadAsync(IcarQuery query, CancellationToken cancellationToken)
    {
        var page =
            await registry.ListDevicesAsync(
                query.FarmId, new DeviceFilter(null, null, null, null), query.PageSize, query.AfterToken, cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new([.. page.Items.Select(device => IcarDevice.From(device, now))], page.HasNext ? page.Cursors[^1] : null, page.Total);
    }
}
