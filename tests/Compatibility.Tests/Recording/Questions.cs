using System.Text.Json.Nodes;
using SmartDairy.Compatibility.Tests.Running;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>
/// What is asked of a released build before it stops, and of this build over the same data. Left out is only what a process does not keep
/// over its end: whether a device is connected, its status and when it was last seen, and where an animal was seen last.
/// </summary>
internal static class Questions
{
    private const string Alert =
        "id farmId ruleId ruleVersion ruleName category sourceType sourceId sourceName barnId zoneId priority state message "
        + "details openedAt raisedAt acknowledgedAt acknowledgedBy clearedAt clearedBy retracted assignee occurrences "
        + "snoozedUntil history { sequence at kind by text } deliveries { id channel purpose address contactId state attempts "
        + "answer receipt createdAt }";

    private const string Rule =
        "id farmId version name description priority enabled category where clearWhere for clearAfter noDataAfter suppression "
        + "maxPerHour renotifyEvery actions conditions { field operator value logic } clearWhen { field operator value logic } "
        + "scope { deviceTypes barnIds zoneIds sourceIds animalGroups } schedule { quiet windows { from to days } } flapping { "
        + "changes within } severity { priority after where } savedAt savedBy deleted";

    private const string Binding =
        "id animalId kind target from to recordedAt recordedBy retracted";

    private const string Event =
        "id animalId kind time recordedAt recordedBy pregnant sire group diagnosis quarter product milkWithdrawalUntil "
        + "meatWithdrawalUntil calves note retracted";

    private const string Detection =
        "id farmId kind subjectType subjectId metric quarter state startedAt detectedAt peakAt endedAt certainty score detector "
        + "actFrom actUntil reasons { code value usual weight text } verdict verdictAt verdictBy verdictComment";

    private const string Milking =
        "id deviceId parlorId stallId sessionId animalId state startedAt endedAt date litres expectedLitres intervalHours "
        + "averageFlow peakFlow conductivity temperature durationSeconds bloodDetected incomplete kickOff messages quality "
        + "animalDisputed quarters { quarter litres conductivity averageFlow peakFlow durationSeconds bloodDetected } curve { "
        + "second flow litres conductivity }";

    private const string Calibration =
        "version metric method calibratedAt calibratedBy expiresAt slope intercept rSquared rmse leaveOneOutRmse tolerance "
        + "pointsUsed reference valid reason";

    private const string Verification =
        "id deviceId kind metric time recordedAt verifiedBy reference referenceUncertainty tolerance calibrationVersion "
        + "rangeMetres uncertainty bias worstError verdict reason points { reference readings error uncertainty verdict } reads { "
        + "distanceMetres expected read verdict }";

    private const string Metric = "metric value unit quality time";

    /// <summary>The answers, by the name of the question.</summary>
    /// <param name="now">When the data was recorded.</param>
    public static async Task<JsonObject> AskAsync(RunningDairy dairy, DateTimeOffset now)
    {
        var answers = new JsonObject();
        foreach (var (name, question) in All(now))
        {
            answers[name] = await dairy.AskAsync(question);
        }

        return answers;
    }

    private static IEnumerable<(string Name, string Question)> All(DateTimeOffset now)
    {
        var (from, to) = (Farm.Text(now.AddDays(-5)), Farm.Text(now.AddHours(1)));
        yield return ("farms", $$"""
            { farms { totalCount nodes { id name timeZone alertSummary { open acknowledged worst byPriority { priority count } }
              barns { barnId name temperatureHumidityIndex zones { zoneId latest { {{Metric}} } } } } } }
            """);
        yield return ("ledger", "{ ledger(farmId: 1) { received stored duplicate rejected pending } }");
        yield return ("devices", $$"""
            { devices(farmId: 1, first: 50) { totalCount nodes { id farmId type barnId zoneId animalId gatewayId name batteryLevel
              messagesStored messagesDuplicate messagesRejected desiredConfiguration reportedConfiguration latest { {{Metric}} }
              commands { id name arguments state sentAt deadlineAt completedAt result } calibrations { {{Calibration}} } } } }
            """);
        foreach (var (device, metrics) in Farm.Series)
        {
            yield return ($"series of {device}", $$"""
                { series(deviceId: "{{device}}", metrics: {{metrics}}, from: "{{from}}", to: "{{to}}") {
                  metrics units times values quality truncated } }
                """);
        }

        yield return ("hours of ENV-1", $$"""
            { series(deviceId: "ENV-1", metrics: ["temperature_c"], from: "{{from}}", to: "{{to}}",
              bucket: {every: "PT1H", aggregates: [MIN, MAX, AVG, COUNT, P50]}) { metrics times values } }
            """);
        yield return ("animals", $$"""
            { animals(farmId: 1) { totalCount nodes { id name birthDate lactation calvedAt tagEpc group officialId { scheme id } sex breed
              place reproductiveStatus inseminations inseminatedAt expectedCalving dryOffDue driedOffAt milkWithdrawalUntil
              meatWithdrawalUntil departedAt daysInMilk latest { {{Metric}} } bindings { {{Binding}} }
              events { totalCount nodes { {{Event}} } } } } }
            """);
        yield return ("alerts", $$"""{ alerts(farmId: 1) { totalCount nodes { {{Alert}} } } }""");
        yield return ("alert refusals", $$"""
            { alertRefusals(farmId: 1, from: "{{from}}") { totalCount nodes { ruleId sourceId time reason priority } } }
            """);
        yield return ("rules", $$"""{ alertRules(farmId: 1) { {{Rule}} versions { version deleted name savedAt } } }""");
        yield return ("mutes", "{ mutes(farmId: 1) { id snooze ruleId sourceId barnId from to reason by } }");
        yield return ("contacts", """
            { contacts(farmId: 1) { id farmId name email phone enabled timeZone push { id service } quietHours { from to days }
              channels { channel enabled minPriority digestEvery onCleared } } }
            """);
        yield return ("deliveries", """
            { deliveries(farmId: 1) { totalCount nodes { id alertId channel purpose address contactId state attempts answer } } }
            """);
        yield return ("milkings", $$"""{ milkings(farmId: 1, from: "{{from}}") { totalCount nodes { {{Milking}} } } }""");
        yield return ("daily milk", $$"""
            { dailyMilk(farmId: 1, from: "{{from}}", to: "{{to}}") { date litres milkings animals incomplete unknownLitres } }
            """);
        yield return ("passages", $$"""
            { passages(farmId: 1, from: "{{from}}") { totalCount nodes { id animalId tagEpc place direction directionConfidence
              startedAt endedAt reads sightings antennas strongestRssi } } }
            """);
        yield return ("unknown tags", $$"""{ unknownTags(farmId: 1, since: "{{from}}") { tagEpc firstSeen lastSeen places } }""");
        yield return ("tank", """
            { tankReconciliation(farmId: 1, tankId: "T-1") { from meteredLitres milkings unmeasured differenceLitres verdict
              collection { id tankId time litres withheldLitres recordedAt recordedBy retracted } } }
            """);
        yield return ("verifications", $$"""{ verifications(farmId: 1) { totalCount nodes { {{Verification}} } } }""");
        yield return ("detections", $$"""{ detections(farmId: 1) { totalCount nodes { {{Detection}} } } }""");
        yield return ("rejected messages", """
            { rejectedMessages(farmId: 1) { totalCount nodes { id deviceId topic code jsonPath reason payload truncated receivedAt
              replayedAt } } }
            """);
        yield return ("worklist", """
            { worklist(farmId: 1) { date total items { id task subjectType subjectId causes since urgency }
              handled { itemId date at by comment } } }
            """);
    }
}
