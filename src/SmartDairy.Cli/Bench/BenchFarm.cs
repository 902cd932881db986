using SmartDairy.Cli.Api;
using SmartDairy.Cli.Load;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Cli.Bench;

/// <summary>
/// A new farm for this run, so that its ledger counts only this run. Sensor d is behind gateway d mod the number of gateways.
/// </summary>
internal sealed class BenchFarm
{
    private readonly FarmRegistrar _registrar;
    private readonly Dictionary<string, string> _passwords = [];
    private readonly int _gateways;

    private BenchFarm(ApiClient api, int id, int gateways) => (_registrar, Id, _gateways) = (new FarmRegistrar(api), id, gateways);

    public int Id { get; }

    public int Devices { get; private set; }

    public IEnumerable<(string Id, string Password)> Credentials =>
        Enumerable.Range(0, _gateways).Select(GatewayId).Select(id => (id, _passwords[id]));

    /// <param name="index">Index of the farm within the run, 0 to 9. The default is 0.</param>
    public static async Task<BenchFarm> CreateAsync(
        ApiClient api, int gateways, TimeProvider time, CancellationToken cancellationToken, int index = 0)
    {
        // From the time in seconds: two runs against one server get two farms.
        var id = 100_000 + (int)(time.GetUtcNow().ToUnixTimeSeconds() % 900_000) + (index * 1_000_000);
        var farm = new BenchFarm(api, id, gateways);
        if (!await farm._registrar.CreateFarmAsync(id, "Benchmark", "UTC", cancellationToken))
        {
            throw new ApiException(ExitCodes.Failed, $"Farm {id} exists already: run the command again.");
        }

        var devices = Enumerable.Range(0, gateways)
            .Select(index => Device(farm.GatewayId(index), id, DeviceType.Gateway, 1, null, null)).ToList();
        farm.AddPasswords(await farm._registrar.RegisterDevicesAsync(id, devices, null, cancellationToken));
        return farm;
    }

    /// <summary>Registers further sensors up to a number.</summary>
    public async Task RegisterDevicesUpToAsync(int devices, Action<int>? progress, CancellationToken cancellationToken)
    {
        var added = Enumerable.Range(Devices, Math.Max(0, devices - Devices)).Select(index =>
        {
            var (barn, zone) = PublishTemplate.GetLocation(index);
            return Device(
                PublishTemplate.DeviceId(Id, index), Id, DeviceType.EnvironmentalSensor, barn, zone, GatewayId(index % _gateways));
        }).ToList();
        var issued = await _registrar.RegisterDevicesAsync(Id, added, progress, cancellationToken);
        Devices += issued.Count;
    }

    private string GatewayId(int index) => $"BENCH-GW-{Id}-{index:0000}";

    private void AddPasswords(Dictionary<string, string> issued)
    {
        foreach (var (id, password) in issued)
        {
            _passwords[id] = password;
        }
    }

    private static DeviceRegistration Device(string id, int farm, DeviceType type, int barn, int? zone, string? gateway) => new()
    {
        Id = id,
        FarmId = farm,
        Type = type,
        BarnId = barn,
        ZoneId = zone,
        GatewayId = gateway,
        TopicPrefix = DeviceTopics.BuildPrefix(type, farm, id, barn, zone, null, null, null, null, null),
    };
}
