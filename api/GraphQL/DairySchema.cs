using GraphQL.Types;
using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Alerts.Backtests;
using SmartDairy.Api.GraphQL.Alerts.Contacts;
using SmartDairy.Api.GraphQL.Alerts.Deliveries;
using SmartDairy.Api.GraphQL.Alerts.Mutes;
using SmartDairy.Api.GraphQL.Alerts.Refusals;
using SmartDairy.Api.GraphQL.Alerts.Rules;
using SmartDairy.Api.GraphQL.Animals;
using SmartDairy.Api.GraphQL.Animals.Bindings;
using SmartDairy.Api.GraphQL.Animals.Events;
using SmartDairy.Api.GraphQL.Barns;
using SmartDairy.Api.GraphQL.Commands;
using SmartDairy.Api.GraphQL.Devices;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Herds.Detections;
using SmartDairy.Api.GraphQL.Herds.Milking;
using SmartDairy.Api.GraphQL.Herds.Milking.Tanks;
using SmartDairy.Api.GraphQL.Herds.Rfid;
using SmartDairy.Api.GraphQL.Herds.Sensors.Battery;
using SmartDairy.Api.GraphQL.Herds.Sensors.Calibrations;
using SmartDairy.Api.GraphQL.Herds.Sensors.Verifications;
using SmartDairy.Api.GraphQL.Herds.Worklist;
using SmartDairy.Api.GraphQL.Intake;
using SmartDairy.Api.GraphQL.Readings;
using SmartDairy.Api.GraphQL.Typing;

namespace SmartDairy.Api.GraphQL;

/// <summary>The contract: every concept's fields under the three roots.</summary>
public sealed class DairySchema : Schema
{
    public DairySchema(IServiceProvider services)
        : base(services)
    {
        Query = new RootType(
            "Query", "What can be asked. Every field shows only the farms that the caller's key names.",
            FieldsOf<VersionQueries>(), FieldsOf<FarmQueries>(), FieldsOf<BarnQueries>(), FieldsOf<DeviceQueries>(), FieldsOf<AnimalQueries>(), FieldsOf<BindingQueries>(), FieldsOf<SeriesQueries>(), FieldsOf<IntakeQueries>(),
            FieldsOf<AlertQueries>(), FieldsOf<AlertRuleQueries>(), FieldsOf<SuppressedAlertQueries>(), FieldsOf<AlertMuteQueries>(), FieldsOf<ContactQueries>(), FieldsOf<DeliveryQueries>(),
            FieldsOf<DetectionQueries>(), FieldsOf<WorklistQueries>(), FieldsOf<MilkingQueries>(), FieldsOf<TankQueries>(), FieldsOf<RfidQueries>(),
            FieldsOf<VerificationQueries>(), FieldsOf<BatteryQueries>());
        Mutation = new RootType(
            "Mutation", "What can be changed.",
            FieldsOf<FarmMutations>(), FieldsOf<BarnMutations>(), FieldsOf<DeviceMutations>(), FieldsOf<AnimalMutations>(), FieldsOf<AnimalEventMutations>(), FieldsOf<BindingMutations>(), FieldsOf<CommandMutations>(), FieldsOf<IntakeMutations>(),
            FieldsOf<AlertMutations>(), FieldsOf<AlertRuleMutations>(), FieldsOf<AlertMuteMutations>(), FieldsOf<ContactMutations>(), FieldsOf<DeliveryMutations>(), FieldsOf<BacktestMutations>(),
            FieldsOf<DetectionMutations>(), FieldsOf<WorklistMutations>(), FieldsOf<TankMutations>(), FieldsOf<CalibrationMutations>(), FieldsOf<VerificationMutations>());
        Subscription = new RootType(
            "Subscription", "What can be watched as it happens.", FieldsOf<ReadingSubscriptions>(), FieldsOf<DeviceSubscriptions>(), FieldsOf<AlertSubscriptions>(),
            FieldsOf<DetectionSubscriptions>());
    }

    private static AutoRegisteringObjectGraphType<T> FieldsOf<T>() => new();
}
