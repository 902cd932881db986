using GraphQL;
using SmartDairy.Api.GraphQL;
using SmartDairy.Api.Security;

var builder = WebApplication.CreateBuilder(args);
var configuration = builder.Configuration;
builder.Services.AddApiSecurity(configuration["Security:BootstrapApiKey"], configuration["Data:Directory"] ?? "data");
builder.Services.AddGraphQLApi(configuration, g => g.AddAutoSchema<Query>(s => s.WithSubscription<Subscription>()));

var app = builder.Build();
app.MapGraphQLApi();
if (app.Services.GetRequiredService<BootstrapKey>() is { NewKey: { } key, File: var file }) Console.WriteLine($"API key (shown once, kept in {file}): {key}");
app.Run();

/// <summary>What can be asked.</summary>
public sealed class Query
{
    /// <summary>Version of this server.</summary>
    public static string Version => typeof(Query).Assembly.GetName().Version!.ToString(3);
}

/// <summary>What can be watched.</summary>
public sealed class Subscription
{
    /// <summary>The server's time, once a second.</summary>
    public static async IAsyncEnumerable<DateTimeOffset> Clock(
        [FromServices] TimeProvider time, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do yield return time.GetUtcNow();
        while (await timer.WaitForNextTickAsync(cancel));
    }
}
