using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Database;

namespace SmartDairy.History.Registry;

/// <summary>The tables of the registry.</summary>
internal static class RegistryTables
{
    public static readonly Table<FarmSnapshot> Farms = new Table<FarmSnapshot>("farm", row => new(row.Int(), row.Text(), row.Text()))
        .Int("id", farm => farm.Id)
        .Text("name", farm => farm.Name)
        .Text("time_zone", farm => farm.TimeZone);

    public static readonly Table<DeviceRow> Devices = new Table<DeviceRow>("device", ReadDevice)
        .Text("device_id", row => row.Registration.Id)
        .Int("farm", row => row.Registration.FarmId)
        .Int("type", row => (int)row.Registration.Type)
        .Int("barn", row => row.Registration.BarnId)
        .Int("zone", row => row.Registration.ZoneId)
        .Text("animal", row => row.Registration.AnimalId)
        .Int("parlor", row => row.Registration.ParlorId)
        .Int("stall", row => row.Registration.StallId)
        .Text("gate", row => row.Registration.GateId)
        .Text("area", row => row.Registration.AreaId)
        .Text("gateway", row => row.Registration.GatewayId)
        .Text("name", row => row.Registration.Name)
        .Text("place", row => row.Registration.TopicPrefix)
        .Bool("enabled", row => row.Registration.Enabled)
        .Bytes("secret_hash", row => row.SecretHash)
        .Text("search", row => SearchText.Combine(row.Registration.Id, row.Registration.Name), isRead: false);

    public static readonly Table<AnimalRegistration> Animals = new Table<AnimalRegistration>("animal", ReadAnimal)
        .Int("farm", animal => animal.FarmId)
        .Text("id", animal => animal.Id)
        .Text("name", animal => animal.Name)
        .Long("birth_date", animal => animal.BirthDate)
        .Int("lactation", animal => animal.Lactation)
        .Long("calved_at", animal => animal.CalvedAt)
        .Text("tag_epc", animal => animal.TagEpc)
        .Text("herd_group", animal => animal.Group)
        .Text("official_scheme", animal => animal.OfficialId?.Scheme)
        .Text("official_id", animal => animal.OfficialId?.Id)
        .Int("sex", animal => (int)animal.Sex)
        .Text("breed", animal => animal.Breed)
        .Text("place", animal => animal.Place)
        .Text("search", animal => SearchText.Combine(animal.Id, animal.Name, animal.TagEpc, animal.OfficialId?.Id), isRead: false);

    private static DeviceRow ReadDevice(RowReader row)
        => new(
            new DeviceRegistration
            {
                Id = row.Text(),
                FarmId = row.Int(),
                Type = (DeviceType)row.Int(),
                BarnId = row.IntOrNull(),
                ZoneId = row.IntOrNull(),
                AnimalId = row.TextOrNull(),
                ParlorId = row.IntOrNull(),
                StallId = row.IntOrNull(),
                GateId = row.TextOrNull(),
                AreaId = row.TextOrNull(),
                GatewayId = row.TextOrNull(),
                Name = row.TextOrNull(),
                TopicPrefix = row.Text(),
                Enabled = row.Bool(),
            },
            row.Bytes());

    private static AnimalRegistration ReadAnimal(RowReader row)
        => new()
        {
            FarmId = row.Int(),
            Id = row.Text(),
            Name = row.TextOrNull(),
            BirthDate = row.LongOrNull(),
            Lactation = row.IntOrNull(),
            CalvedAt = row.LongOrNull(),
            TagEpc = row.TextOrNull(),
            Group = row.TextOrNull(),
            OfficialId = ReadOfficialId(row.TextOrNull(), row.TextOrNull()),
            Sex = (Sex)row.Int(),
            Breed = row.TextOrNull(),
            Place = row.TextOrNull(),
        };

    private static OfficialId? ReadOfficialId(string? scheme, string? id) => scheme is null ? null : new OfficialId(scheme, id!);
}
