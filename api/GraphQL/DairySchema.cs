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
            Of<VersionQueries>(), Of<FarmQueries>(), Of<BarnQueries>(), Of<DeviceQueries>(), Of<AnimalQueries>(), Of<BindingQueries>(), Of<SeriesQueries>(), Of<IntakeQueries>(),
            Of<AlertQueries>(), Of<RuleQueries>(), Of<RefusalQueries>(), Of<MuteQueries>(), Of<ContactQueries>(), Of<DeliveryQueries>(),
            Of<DetectionQueries>(), Of<WorklistQueries>(), Of<MilkingQueries>(), Of<TankQueries>(), Of<RfidQueries>(),
            Of<VerificationQueries>(), Of<BatteryQueries>());
        Mutation = new RootType(
            "Mutation", "What can be changed.",
            Of<FarmMutations>(), Of<BarnMutations>(), Of<DeviceMutations>(), Of<AnimalMutations>(), Of<AnimalEventMutations>(), Of<BindingMutations>(), Of<CommandMutations>(), Of<IntakeMutations>(),
            Of<AlertMutations>(), Of<RuleMutations>(), Of<MuteMutations>(), Of<ContactMutations>(), Of<DeliveryMutations>(), Of<BacktestMutations>(),
            Of<DetectionMutations>(), Of<WorklistMutations>(), Of<TankMutations>(), Of<CalibrationMutations>(), Of<VerificationMutations>());
        Subscription = new RootType(
            "Subscription", "What can be watched as it happens.", Of<ReadingSubscriptions>(), Of<DeviceSubscriptions>(), Of<AlertSubscriptions>(),
            Of<DetectionSubscriptions>());
    }

    private static AutoRegisteringObjectGraphType<T> Of<T>() => new();
}
