using GraphQL.Types;
using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.AnimalEvents;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Schema.Backtests;
using SmartDairy.Api.Schema.Barns;
using SmartDairy.Api.Schema.Batteries;
using SmartDairy.Api.Schema.Bindings;
using SmartDairy.Api.Schema.Calibrations;
using SmartDairy.Api.Schema.Commands;
using SmartDairy.Api.Schema.Contacts;
using SmartDairy.Api.Schema.Deliveries;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Schema.Intake;
using SmartDairy.Api.Schema.Milkings;
using SmartDairy.Api.Schema.Passages;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Api.Schema.Tanks;
using SmartDairy.Api.Schema.Verifications;
using SmartDairy.Api.Schema.Worklist;
using SmartDairy.GraphQL.Typing;
using GraphQLSchema = GraphQL.Types.Schema;

namespace SmartDairy.Api.Schema;

/// <summary>The GraphQL schema: the fields of every concept under the three root types.</summary>
public sealed class DairySchema : GraphQLSchema
{
    public DairySchema(IServiceProvider services)
        : base(services)
    {
        Query = new RootType(
            "Query",
            "Read access to the dairy. Every field is limited to the farms of the caller's API key.",
            FieldsOf<VersionQueries>(),
            FieldsOf<FarmQueries>(),
            FieldsOf<BarnQueries>(),
            FieldsOf<DeviceQueries>(),
            FieldsOf<AnimalQueries>(),
            FieldsOf<BindingQueries>(),
            FieldsOf<SeriesQueries>(),
            FieldsOf<IntakeQueries>(),
            FieldsOf<AlertQueries>(),
            FieldsOf<AlertRuleQueries>(),
            FieldsOf<SuppressedAlertQueries>(),
            FieldsOf<AlertMuteQueries>(),
            FieldsOf<ContactQueries>(),
            FieldsOf<DeliveryQueries>(),
            FieldsOf<DetectionQueries>(),
            FieldsOf<WorklistQueries>(),
            FieldsOf<MilkingQueries>(),
            FieldsOf<TankQueries>(),
            FieldsOf<RfidQueries>(),
            FieldsOf<VerificationQueries>(),
            FieldsOf<BatteryQueries>());
        Mutation = new RootType(
            "Mutation",
            "Changes to farms, herds, devices and alerts. Requires the scope 'write', or 'command' to control devices.",
            FieldsOf<FarmMutations>(),
            FieldsOf<BarnMutations>(),
            FieldsOf<DeviceMutations>(),
            FieldsOf<AnimalMutations>(),
            FieldsOf<AnimalEventMutations>(),
            FieldsOf<BindingMutations>(),
            FieldsOf<CommandMutations>(),
            FieldsOf<IntakeMutations>(),
            FieldsOf<AlertMutations>(),
            FieldsOf<AlertRuleMutations>(),
            FieldsOf<AlertMuteMutations>(),
            FieldsOf<ContactMutations>(),
            FieldsOf<DeliveryMutations>(),
            FieldsOf<BacktestMutations>(),
            FieldsOf<DetectionMutations>(),
            FieldsOf<WorklistMutations>(),
            FieldsOf<TankMutations>(),
            FieldsOf<CalibrationMutations>(),
            FieldsOf<VerificationMutations>());
        Subscription = new RootType(
            "Subscription",
            "Events of a farm as they happen, over WebSocket or SSE.",
            FieldsOf<ReadingSubscriptions>(),
            FieldsOf<DeviceSubscriptions>(),
            FieldsOf<AlertSubscriptions>(),
            FieldsOf<DetectionSubscriptions>());
    }

    private static AutoRegisteringObjectGraphType<T> FieldsOf<T>() => new();
}
