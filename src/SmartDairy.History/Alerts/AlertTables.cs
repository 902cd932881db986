using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Database;

namespace SmartDairy.History.Alerts;

/// <summary>The tables of rules and alerts.</summary>
internal static class AlertTables
{
    public static readonly Table<StoredRule> Rules = new Table<StoredRule>("alert_rule", ReadRule)
        .Text("id", rule => rule.Id)
        .Int("version", rule => rule.Version)
        .Int("farm", rule => rule.FarmId)
        .Long("saved_at", rule => rule.SavedAt)
        .Text("saved_by", rule => rule.SavedBy)
        .Bool("deleted", rule => rule.Deleted)
        .Text("definition", rule => StoredJson.Serialize(rule.Definition))
        .Bool("newest", _ => true, isRead: false);

    public static readonly Table<AlertMute> Mutes = new Table<AlertMute>("alert_mute", ReadMute)
        .Int("farm", mute => mute.FarmId)
        .Text("id", mute => mute.Id)
        .Bool("snooze", mute => mute.IsSnooze)
        .Text("rule_id", mute => mute.RuleId)
        .Text("source_id", mute => mute.SourceId)
        .Int("barn", mute => mute.BarnId)
        .Long("starts", mute => mute.From)
        .Long("ends", mute => mute.To)
        .Text("reason", mute => mute.Reason)
        .Text("muted_by", mute => mute.CreatedBy);

    public static readonly Table<Contact> Contacts = new Table<Contact>("alert_contact", row => StoredJson.DeserializeContact(row.Text()))
        .Text("contact", StoredJson.Serialize)
        .Int("farm", contact => contact.FarmId, isRead: false)
        .Text("id", contact => contact.Id, isRead: false);

    public static readonly Table<Alert> Alerts = new Table<Alert>("alert", ReadAlert)
        .Text("id", alert => alert.Id)
        .Int("farm", alert => alert.FarmId)
        .Text("rule_id", alert => alert.RuleId)
        .Int("rule_version", alert => alert.RuleVersion)
        .Text("rule_name", alert => alert.RuleName)
        .Text("category", alert => alert.Category)
        .Text("source_type", alert => alert.Source.Type)
        .Text("source_id", alert => alert.Source.Id)
        .Text("source_name", alert => alert.Source.Name)
        .Int("barn", alert => alert.Source.BarnId)
        .Int("zone", alert => alert.Source.ZoneId)
        .Int("priority", alert => (int)alert.Priority)
        .Int("state", alert => (int)alert.State)
        .Text("message", alert => alert.Message)
        .Text("details", alert => alert.Details)
        .Long("opened_at", alert => alert.OpenedAt)
        .Long("raised_at", alert => alert.RaisedAt)
        .Long("acknowledged_at", alert => alert.AcknowledgedAt)
        .Text("acknowledged_by", alert => alert.AcknowledgedBy)
        .Long("cleared_at", alert => alert.ClearedAt)
        .Text("cleared_by", alert => alert.ClearedBy)
        .Long("ended_at", alert => alert.ConditionEndedAt)
        .Bool("retracted", alert => alert.Retracted)
        .Text("assignee", alert => alert.Assignee)
        .Int("occurrences", alert => alert.Occurrences)
        .Long("snoozed_until", alert => alert.SnoozedUntil)
        .Long("due_at", alert => alert.DueAt)
        .Int("escalation_level", alert => alert.EscalationLevel)
        .Long("notified_at", alert => alert.NotifiedAt)
        .Long("revision", alert => alert.Revision);

    public static readonly Table<AlertEvent> Events = new Table<AlertEvent>("alert_event", ReadEvent)
        .Int("farm", alertEvent => alertEvent.FarmId)
        .Long("sequence", alertEvent => alertEvent.Sequence)
        .Text("alert_id", alertEvent => alertEvent.AlertId)
        .Long("at", alertEvent => alertEvent.At)
        .Int("kind", alertEvent => (int)alertEvent.Kind)
        .Text("done_by", alertEvent => alertEvent.By)
        .Text("body", alertEvent => alertEvent.Text);

    public static readonly Table<SuppressedAlert> SuppressedAlerts = new Table<SuppressedAlert>("alert_refusal", ReadSuppressedAlert)
        .Int("farm", suppressed => suppressed.FarmId)
        .Text("rule_id", suppressed => suppressed.RuleId)
        .Text("source_id", suppressed => suppressed.SourceId)
        .Long("time", suppressed => suppressed.Time)
        .Int("reason", suppressed => (int)suppressed.Reason)
        .Int("priority", suppressed => (int)suppressed.Priority);

    public static readonly Table<AlertDelivery> Deliveries = new Table<AlertDelivery>("alert_delivery", ReadDelivery)
        .Text("id", delivery => delivery.Id)
        .Int("farm", delivery => delivery.FarmId)
        .Text("alert_id", delivery => delivery.AlertId)
        .Int("channel", delivery => (int)delivery.Channel)
        .Int("purpose", delivery => (int)delivery.Purpose)
        .Text("address", delivery => delivery.Address)
        .Text("contact_id", delivery => delivery.ContactId)
        .Text("action", delivery => delivery.Action)
        .Long("created_at", delivery => delivery.CreatedAt)
        .Long("due_at", delivery => delivery.DueAt)
        .Bool("digest", delivery => delivery.CanBeDigested)
        .Int("state", delivery => (int)delivery.State)
        .Int("attempts", delivery => delivery.Attempts)
        .Long("attempted_at", delivery => delivery.AttemptedAt)
        .Long("delivered_at", delivery => delivery.DeliveredAt)
        .Text("answer", delivery => delivery.ProviderResponse)
        .Text("receipt", delivery => delivery.ProviderMessageId);

    /// <summary>The conflict clauses of a commit's inserts.</summary>
    public static readonly string ReplaceAlert = Alerts.Replace("id");
    public const string SkipStoredSuppressedAlert = "(farm, rule_id, source_id, time, reason) do nothing";
    public const string SkipStoredDelivery = "(id) do nothing";

    private static StoredRule ReadRule(RowReader row)
        => new()
        {
            Id = row.Text(),
            Version = row.Int(),
            FarmId = row.Int(),
            SavedAt = row.Long(),
            SavedBy = row.TextOrNull(),
            Deleted = row.Bool(),
            Definition = StoredJson.DeserializeDefinition(row.Text()),
        };

    private static AlertMute ReadMute(RowReader row)
        => new()
        {
            FarmId = row.Int(),
            Id = row.Text(),
            IsSnooze = row.Bool(),
            RuleId = row.TextOrNull(),
            SourceId = row.TextOrNull(),
            BarnId = row.IntOrNull(),
            From = row.Long(),
            To = row.Long(),
            Reason = row.TextOrNull(),
            CreatedBy = row.TextOrNull(),
        };

    private static Alert ReadAlert(RowReader row)
        => new()
        {
            Id = row.Text(),
            FarmId = row.Int(),
            RuleId = row.Text(),
            RuleVersion = row.Int(),
            RuleName = row.Text(),
            Category = row.Text(),
            Source = new AlertSource(row.Text(), row.Text(), row.TextOrNull(), row.IntOrNull(), row.IntOrNull()),
            Priority = (Priority)row.Int(),
            State = (AlertState)row.Int(),
            Message = row.Text(),
            Details = row.Text(),
            OpenedAt = row.Long(),
            RaisedAt = row.Long(),
            AcknowledgedAt = row.LongOrNull(),
            AcknowledgedBy = row.TextOrNull(),
            ClearedAt = row.LongOrNull(),
            ClearedBy = row.TextOrNull(),
            ConditionEndedAt = row.LongOrNull(),
            Retracted = row.Bool(),
            Assignee = row.TextOrNull(),
            Occurrences = row.Int(),
            SnoozedUntil = row.LongOrNull(),
            DueAt = row.LongOrNull(),
            EscalationLevel = row.Int(),
            NotifiedAt = row.LongOrNull(),
            Revision = row.Long(),
        };

    private static AlertEvent ReadEvent(RowReader row)
        => new()
        {
            FarmId = row.Int(),
            Sequence = row.Long(),
            AlertId = row.Text(),
            At = row.Long(),
            Kind = (AlertEventKind)row.Int(),
            By = row.TextOrNull(),
            Text = row.TextOrNull(),
        };

    private static SuppressedAlert ReadSuppressedAlert(RowReader row)
        => new()
        {
            FarmId = row.Int(),
            RuleId = row.Text(),
            SourceId = row.Text(),
            Time = row.Long(),
            Reason = (SuppressionReason)row.Int(),
            Priority = (Priority)row.Int(),
        };

    private static AlertDelivery ReadDelivery(RowReader row)
        => new()
        {
            Id = row.Text(),
            FarmId = row.Int(),
            AlertId = row.TextOrNull(),
            Channel = (DeliveryChannel)row.Int(),
            Purpose = (DeliveryPurpose)row.Int(),
            Address = row.Text(),
            ContactId = row.TextOrNull(),
            Action = row.TextOrNull(),
            CreatedAt = row.Long(),
            DueAt = row.Long(),
            CanBeDigested = row.Bool(),
            State = (DeliveryState)row.Int(),
            Attempts = row.Int(),
            AttemptedAt = row.LongOrNull(),
            DeliveredAt = row.LongOrNull(),
            ProviderResponse = row.TextOrNull(),
            ProviderMessageId = row.TextOrNull(),
        };
}
