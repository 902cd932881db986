using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SmartDairy.Api.Tests.Herds;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Icar;

public sealed class IcarTests
{
    private const string Farm = "/icar/locations/smartdairy.farm/1/";

    [Theory]
    [InlineData("animals", "AnimalCore", 3)]
    [InlineData("devices", "Device", 3)]
    [InlineData("milking-visits", "MilkingVisitEvent", 2)]
    [InlineData("heats", "ReproHeatEvent", 2)]
    [InlineData("health-status", "HealthStatusObservedEvent", 4)]
    [InlineData("attention-events", "AttentionEvent", 9)]
    public async Task Every_message_follows_the_published_schema(string collection, string schema, int members)
    {
        await using var host = await FilledAsync();
        var answer = await GetAsync(host, Farm + collection);
        Assert.Empty(IcarSchemas.Validate($"collections/icar{schema}Collection.json", answer));
        Assert.Equal(members, answer.GetProperty("member").GetArrayLength());
        foreach (var member in answer.GetProperty("member").EnumerateArray())
        {
            Assert.Empty(IcarSchemas.Validate($"resources/icar{schema}Resource.json", member));
            Assert.Equal($"icar{schema}Resource", member.GetProperty("resourceType").GetString());
            Assert.Equal("""{"id":"1","scheme":"smartdairy.farm"}""", member.GetProperty("location").GetRawText());
            Assert.StartsWith("1/", member.GetProperty("meta").GetProperty("sourceId").GetString(), StringComparison.Ordinal);
            Assert.Empty(IcarSchemas.Validate("types/icarMetaDataType.json", member.GetProperty("meta")));
        }
    }

    [Fact]
    public void A_message_without_a_required_member_would_be_found()
    {
        Assert.NotEmpty(
            IcarSchemas.Validate("resources/icarMilkingVisitEventResource.json",
                JsonSerializer.Deserialize<JsonElement>("""{ "resourceType": "x", "animal": { "id": "1", "scheme": "s" } }""")));
        Assert.NotEmpty(IcarSchemas.Validate("resources/icarAttentionEventResource.json", JsonSerializer.Deserialize<JsonElement>(
            """{ "resourceType": "x", "animal": { "id": "1", "scheme": "s" }, "category": "Health", "causes": ["Measles"] }""")));
        Assert.NotEmpty(
            IcarSchemas.Validate(
                "types/icarMetaDataType.json", JsonSerializer.Deserialize<JsonElement>("""{ "source": "s", "modified": "yesterday" }""")));
    }

    [Fact]
    public async Task A_milking_is_told_in_kilograms_with_its_quarters()
    {
        await using var host = await FilledAsync();
        var visit = (await GetAsync(host, Farm + "milking-visits")).GetProperty("member")[0];
        Assert.Equal("""{"unitCode":"KGM","value":10.3}""", visit.GetProperty("milkingMilkWeight").GetRawText());
        Assert.Equal("""{"id":"DE0912345678","scheme":"eu.animalId"}""", visit.GetProperty("animal").GetRawText());
        Assert.Equal("2026-03-10T10:00:00.000Z", visit.GetProperty("milkingStartingDateTime").GetString());
        Assert.Equal(
            """[{"icarQuarterId":"LF","quarterMilkingWeight":{"unitCode":"KGM","value":2.06},"icarQuarterCharacteristics":[{"characteristic":"AVGCOND","value":"5.9"}]}]""", visit.GetProperty("quarterMilkings").GetRawText());
        Assert.Equal("""[{"characteristic":"AVGCOND","value":"4.8"},{"characteristic":"MAXFLWR","value":"4.12"}]""",
            visit.GetProperty("milkCharacteristics").GetRawText());
        Assert.Equal("""["MilkingIncomplete"]""", visit.GetProperty("milkingRemarks").GetRawText());
        Assert.False(visit.GetProperty("milkingComplete").GetBoolean());
        var second = (await GetAsync(host, Farm + "milking-visits")).GetProperty("member")[1];
        Assert.Equal("""{"id":"1/COW-2","scheme":"smartdairy.animal"}""", second.GetProperty("animal").GetRawText());
        Assert.True(second.GetProperty("meta").GetProperty("isDeleted").GetBoolean());
    }

    [Fact]
    public async Task An_animal_is_told_with_all_her_names_and_how_she_stands()
    {
        await using var host = await FilledAsync();
        var animals = (await GetAsync(host, Farm + "animals")).GetProperty("member");
        Assert.Equal("""{"id":"DE0912345678","scheme":"eu.animalId"}""", animals[0].GetProperty("identifier").GetRawText());
        Assert.Equal("""[{"id":"1/COW-1","scheme":"smartdairy.animal"},{"id":"E2001","scheme":"org.gs1.epc"}]""",
            animals[0].GetProperty("alternativeIdentifiers").GetRawText());
        Assert.Equal(("COW-1", "Fresh", "Inseminated"),
            (Text(animals[0], "managementTag"), Text(animals[0], "lactationStatus"), Text(animals[0], "reproductionStatus")));
        Assert.Equal(("Female", "OffFarm"), (Text(animals[1], "gender"), Text(animals[1], "status")));
        Assert.Equal(("Male", "Alive"), (Text(animals[2], "gender"), Text(animals[2], "status")));
    }

    [Fact]
    public async Task What_a_person_rejected_or_late_data_took_back_is_marked_deleted()
    {
        await using var host = await FilledAsync();
        var heats = (await GetAsync(host, Farm + "heats")).GetProperty("member");
        Assert.False(heats[0].GetProperty("meta").TryGetProperty("isDeleted", out _));
        Assert.Equal(("InHeat", 90), (Text(heats[0], "certainty"), heats[0].GetProperty("deviceHeatProbability").GetInt32()));
        Assert.Equal("""[{"startDateTime":"2026-03-10T11:00:00.000Z","endDateTime":"2026-03-10T19:00:00.000Z"}]""",
            heats[0].GetProperty("optimumInseminationWindow").GetRawText());
        Assert.True(heats[1].GetProperty("meta").GetProperty("isDeleted").GetBoolean());
    }

    [Fact]
    public async Task An_illness_is_suspicious_then_ill_when_confirmed_and_healthy_when_over()
    {
        await using var host = await FilledAsync();
        var statuses = (await GetAsync(host, Farm + "health-status")).GetProperty("member").EnumerateArray()
            .Select(each => $"{Text(each, "id")} {Text(each, "observedStatus")}");
        Assert.Equal(["MASTITIS Suspicious", "ILLNESS Ill", "ILLNESS_over Healthy", "LAME Suspicious"], statuses);
    }

    [Fact]
    public async Task Pages_hold_every_row_once_and_what_changes_meanwhile_comes_again_at_the_end()
    {
        await using var host = await StartAsync();
        var heats = Enumerable.Range(0, 7).Select(i => CreateDetection($"H-{i}", DetectionKind.Heat, Now - (i * Hour))).ToArray();
        await host.PutAsync(HerdRecordKinds.Detections, heats);
        var page = await GetAsync(host, Farm + "heats?page-size=3&meta-modified-from=2026-03-10T10:00:00Z");
        var seen = Ids(page).ToList();
        await host.PutAsync(HerdRecordKinds.Detections, heats[0] with { State = DetectionState.Ended, EndedAt = Now });
        while (page.GetProperty("view").TryGetProperty("next", out var next))
        {
            page = await GetAsync(host, next.GetString()!);
            seen.AddRange(Ids(page));
        }
        Assert.Equal(["H-0", "H-1", "H-2", "H-3", "H-4", "H-5", "H-6", "H-0"], seen);
        Assert.Equal(3, page.GetProperty("view").GetProperty("pageSize").GetInt32());
    }

    [Fact]
    public async Task Who_asks_from_time_to_time_misses_nothing_that_was_stored_late()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("OLD", DetectionKind.Heat, Now));
        host.Time.Advance(TimeSpan.FromHours(1));
        var late = HerdRecordKinds.Detections.ToWrite(CreateDetection("LATE", DetectionKind.Heat, Now), Now + Hour - 500_000);
        Assert.True(await host.Herds.WriteAsync([late], TestContext.Current.CancellationToken));
        Assert.Equal(["LATE"], Ids(await GetAsync(host, Farm + "heats?meta-modified-from=2026-03-10T12:00:00Z")));
        Assert.Equal(["OLD"], Ids(await GetAsync(host, Farm + "heats?meta-modified-to=2026-03-10T11:30:00Z")));
        Assert.Equal(["OLD", "LATE"], Ids(await GetAsync(host, Farm + "heats")));
        Assert.Empty(Ids(await GetAsync(host, Farm + "heats?meta-modified-from=2026-03-10T13:00:00%2B00:00")));
    }

    [Fact]
    public async Task Registrations_are_given_whatever_times_are_asked_for_and_page_by_id()
    {
        await using var host = await FilledAsync();
        var page = await GetAsync(host, Farm + "animals?page-size=2&meta-modified-from=2030-01-01T00:00:00Z");
        Assert.Equal((3, 2),
            (page.GetProperty("view").GetProperty("totalItems").GetInt32(), page.GetProperty("view").GetProperty("totalPages").GetInt32()));
        page = await GetAsync(host, page.GetProperty("view").GetProperty("next").GetString()!);
        Assert.Equal(1, page.GetProperty("member").GetArrayLength());
        Assert.False(page.GetProperty("view").TryGetProperty("next", out _));
        Assert.Equal("2026-03-10T11:00:00.000Z", page.GetProperty("member")[0].GetProperty("meta").GetProperty("modified").GetString());
    }

    [Theory]
    [InlineData("GET", "smartdairy.farm/1/heats", "", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "smartdairy.farm/1/heats", "no such key", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "smartdairy.farm/1/heats", "of-farm-2", HttpStatusCode.Forbidden)]
    [InlineData("GET", "smartdairy.farm/1/heats", "writer", HttpStatusCode.Forbidden)]
    [InlineData("GET", "smartdairy.farm/2/heats", "of-farm-2", HttpStatusCode.OK)]
    [InlineData("GET", "smartdairy.farm/3/heats", "key-of-all-farms", HttpStatusCode.NotFound)]
    [InlineData("GET", "nl.ubn/1/heats", "key-of-all-farms", HttpStatusCode.NotFound)]
    [InlineData("GET", "smartdairy.farm/one/heats", "key-of-all-farms", HttpStatusCode.NotFound)]
    [InlineData("GET", "smartdairy.farm/1/weights", "key-of-all-farms", HttpStatusCode.NotFound)]
    [InlineData("GET", "smartdairy.farm/1", "key-of-all-farms", HttpStatusCode.NotFound)]
    [InlineData("POST", "smartdairy.farm/1/heats", "key-of-all-farms", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "smartdairy.farm/1/heats?page-size=0", "key-of-all-farms", HttpStatusCode.BadRequest)]
    [InlineData("GET", "smartdairy.farm/1/heats?page-size=501", "key-of-all-farms", HttpStatusCode.BadRequest)]
    [InlineData("GET", "smartdairy.farm/1/heats?page-token=x", "key-of-all-farms", HttpStatusCode.BadRequest)]
    [InlineData("GET", "smartdairy.farm/1/heats?meta-modified-from=soon", "key-of-all-farms", HttpStatusCode.BadRequest)]
    [InlineData("GET", "smartdairy.farm/1/heats?meta-modified-from=2026-03-02&meta-modified-to=2026-03-01", "key-of-all-farms",
        HttpStatusCode.BadRequest)]
    public async Task What_is_refused_is_refused_as_a_problem(string method, string path, string key, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        host.Api.Keys.Issue("of-farm-2", [2]);
        host.Api.Keys.Issue("writer", [1], "write");
        using var request = new HttpRequestMessage(new(method), "/icar/locations/" + path);
        if (key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        else
        {
            host.Api.Client.DefaultRequestHeaders.Authorization = null;
        }

        using var response = await host.Api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        var answer =
            JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        if (status == HttpStatusCode.OK)
        {
            return;
        }

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)status, answer.GetProperty("status").GetInt32());
        Assert.Equal((int)status, answer.GetProperty("errors")[0].GetProperty("status").GetInt32());
        Assert.Empty(IcarSchemas.Validate("collections/icarErrorCollection.json", answer));
    }

    private static async Task<HerdTestHost> FilledAsync()
    {
        var host = await StartAsync();
        await host.RegisterAsync(
            CreateAnimal("COW-1") with
            { OfficialId = new("eu.animalId", "DE0912345678"), TagEpc = "E2001", Breed = "Holstein", BirthDate = Now - (1000 * Day) },
            CreateAnimal("COW-2"),
            CreateAnimal("COW-3") with { Sex = Sex.Male }, CreateAnimal("COW-9", 2));
        Assert.Empty(await host.Registry.AddDevicesAsync([.. SampleIcarDevices.Three()], TestContext.Current.CancellationToken));
        await host.PutAsync(
            HerdRecordKinds.AnimalStates,
            new AnimalStatus { FarmId = 1, AnimalId = "COW-1", CalvedAt = Now - (10 * Day), Reproduction = ReproductiveStatus.Inseminated },
            new AnimalStatus { FarmId = 1, AnimalId = "COW-2", DepartedAt = Now - Day });
        var milking = new MilkingSession
        {
            Id = "M-1",
            FarmId = 1,
            DeviceId = "MM-1",
            ParlorId = 1,
            StallId = 4,
            AnimalId = "COW-1",
            StartedAt = Now - Hour,
            EndedAt = Now,
            State = MilkingState.Complete,
            FarmDay = 1,
            Litres = 10,
            Conductivity = 4.8,
            PeakFlow = 4,
            DurationSeconds = 300,
            Incomplete = true,
            Quarters = [new() { Quarter = Quarter.LF, Litres = 2, Conductivity = 5.9 }],
        };
        await host.PutAsync(
            HerdRecordKinds.Milkings, milking, milking with
            { Id = "M-2", AnimalId = "COW-2", State = MilkingState.Retracted, Litres = null, Quarters = [] }, milking with
            { Id = "M-3", AnimalId = null },
            milking with { Id = "M-4", State = MilkingState.Running }, milking with { Id = "M-5", Litres = null });
        await host.PutAsync(
            HerdRecordKinds.Detections,
            CreateDetection("HEAT", DetectionKind.Heat, Now) with { ActFrom = Now, ActUntil = Now + (8 * Hour) },
            CreateDetection("NO-HEAT", DetectionKind.Heat, Now) with { Verdict = DetectionVerdict.Rejected, VerdictAt = Now },
            CreateDetection("MASTITIS", DetectionKind.Mastitis, Now) with { Quarter = Quarter.LR },
            CreateDetection("ILLNESS", DetectionKind.Illness, Now - Day) with
            {
                State = DetectionState.Ended,
                EndedAt = Now,
                Verdict = DetectionVerdict.Confirmed,
                Score = double.NaN,
                Reasons = [new("rumination", 300, 440, -0.8, "Ruminates little.")],
            },
            CreateDetection("LAME", DetectionKind.Lameness, Now),
            CreateDetection("HOT", DetectionKind.HeatStress, Now),
            CreateDetection("CALVING", DetectionKind.Calving, Now),
            CreateDetection("STILL", DetectionKind.NoMovement, Now, "COW-2"),
            CreateDetection("UNKNOWN", DetectionKind.NoMovement, Now, "COW-77"),
            CreateDetection("DRIFT", DetectionKind.SensorDrift, Now, "ENV-1", "device"),
            CreateDetection("OTHER-FARM", DetectionKind.Heat, Now, "COW-9", farm: 2));
        return host;
    }

    private static async Task<JsonElement> GetAsync(HerdTestHost host, string path)
    {
        using var response = await host.Api.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static IEnumerable<string?> Ids(JsonElement page)
        => page.GetProperty("member").EnumerateArray().Select(each => Text(each, "id"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
