using GraphQL;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Detections;
using SmartDairy.GraphQL;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Herd.Detections;
using SmartDairy.Herd.Worklist;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema;

/// <summary>Registers the dairy's GraphQL API and maps its endpoint.</summary>
public static class DairyGraphQLExtensions
{
    // Names of the schema are promises to its clients; the CLR types may be renamed, and then stand here.
    private static readonly Dictionary<Type, string> EnumNames = new()
    {
        [typeof(ConditionOperator)] = "Operator",
        [typeof(ConditionLogic)] = "Logic",
        [typeof(SuppressionReason)] = "RefusalReason",
        [typeof(DetectionVerdict)] = "Verdict",
    };

    /// <summary>
    /// Registers the schema, the engine and the translation of other layers' errors. The resolvers require these services:
    /// <see cref="IGrainFactory"/>, <see cref="History.IHistory"/>, <see cref="Contracts.Live.ILiveFeed"/> and
    /// <see cref="Devices.BrokerAddress"/>; for alerts <see cref="History.Alerts.IAlertStore"/>,
    /// <see cref="Contracts.Alerts.IAlertFeed"/>, <see cref="Contracts.Alerts.Backtests.IBacktester"/> and
    /// <see cref="Contracts.Alerts.Delivery.INotificationChannels"/>; for herds <see cref="IHerdStore"/> and
    /// <see cref="History.Registry.IRegistry"/>.
    /// </summary>
    public static IServiceCollection AddSmartDairyGraphQL(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ErrorTranslation>(DairyErrorTranslator.Translate);
        services.AddSingleton(_ => PublishedEvaluation.Load());
        services.AddSingleton<HerdRecordFeed>();
        services.AddSingleton<WorkFactsReader>();
        services.AddSingleton<WorklistService>();
        return services.AddGraphQLApi(configuration, builder => builder.AddSchema<DairySchema>().AddAutoClrMappings(), EnumNames);
    }

    /// <summary>Maps the API to <c>/graphql</c> and below.</summary>
    public static WebApplication MapSmartDairyGraphQL(this WebApplication app) => app.MapGraphQLApi();
}
