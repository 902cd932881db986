using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartDairy.Api.Home;
using SmartDairy.Api.Rest.Acknowledge;
using SmartDairy.Api.Rest.Certificates;
using SmartDairy.Api.Rest.Icar;
using SmartDairy.Api.Schema;
using SmartDairy.Api.Security;
using SmartDairy.GraphQL;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Tests.Hosting;

/// <summary>The API on Kestrel and a free port.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app, TestCredentialSource keys)
    {
        _app = app;
        Keys = keys;
        Address = new(app.Urls.First());
        Client = new() { BaseAddress = Address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestCredentialSource.All);
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public TestCredentialSource Keys { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>With the small schema of the transport tests. Settings are of <c>Api:GraphQL</c>, such as ("MaxDepth", "5").</summary>
    public static Task<TestHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(
        (services, configuration) =>
        {
            services.AddSingleton<ErrorTranslation>(DairyErrorTranslator.Translate);
            services.AddGraphQLApi(configuration, g => g.AddAutoSchema<TestQuery>(s => s.WithSubscription<TestSubscription>()));
        },
        settings);

    /// <summary>With the dairy's schema over <paramref name="layers"/>.</summary>
    public static Task<TestHost> StartDairyAsync(Action<IServiceCollection> layers, params (string Name, string Value)[] settings)
        => StartAsync(
        (services, configuration) =>
        {
            layers(services);
            services.AddSmartDairyGraphQL(configuration);
        },
        settings);

    public async Task<JsonElement> QueryAsync(string query, object? variables = null, string? key = null)
    {
        using var response = await PostAsync(new { query, variables }, key);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The extensions of the one error of a query that must fail.</summary>
    public async Task<JsonElement> QueryErrorAsync(string query, object? variables = null, string? key = null) =>
        (await QueryAsync(query, variables, key)).GetProperty("errors").EnumerateArray().Single();

    public Task<HttpResponseMessage> PostAsync(object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<TestHost> StartAsync(
        Action<IServiceCollection, IConfiguration> schema, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Api:GraphQL:" + s.Name, (string?)s.Value)));
        var keys = new TestCredentialSource();
        builder.Services.AddSingleton<ICredentialSource>(keys);
        builder.Services.AddBearerAuthentication();
        schema(builder.Services, builder.Configuration);
        var app = builder.Build();
        app.MapHome("embedded", isDemo: true);
        app.MapSmartDairyGraphQL();
        app.MapAcknowledgePage();
        app.MapIcar();
        app.MapCertificates();
        await app.StartAsync();
        return new(app, keys);
    }
}
