using Microsoft.Extensions.Options;
using SmartDairy.Api.Demo;
using SmartDairy.Api.GraphQL;
using SmartDairy.Api.GraphQL.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Hosting;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Settings;

namespace SmartDairy.Api;

/// <summary>Puts the API process together: silo, broker and store from Hosting, GraphQL and the demo from here.</summary>
internal static class ApiHost
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <returns>0, or 2 when the configuration is wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication app;
        try
        {
            app = Build(args);
        }
        catch (Exception wrong) when (IsWrongConfiguration(wrong))
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }

        await using (app)
        {
            try
            {
                await app.RunAsync();
            }
            catch (Exception wrong) when (IsWrongConfiguration(wrong))
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return 2;
            }
        }

        return 0;
    }

    /// <summary>What whoever starts the process can mend: settings, keys, a directory that cannot be used, a port that is taken. Everything else is a defect and keeps its stack trace.</summary>
    private static bool IsWrongConfiguration(Exception exception)
        => exception is SettingsException or OptionsValidationException or IOException or UnauthorizedAccessException
            || (exception is InvalidOperationException && exception.Message.Contains("BootstrapApiKey", StringComparison.Ordinal))
            || (exception is AggregateException { InnerException: { } inner } && IsWrongConfiguration(inner));

    private static WebApplication Build(string[] args)
    {

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = HostArguments.For(args), ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var settings = builder.AddSmartDairySilo();
        builder.Services.AddApiSecurity(builder.Configuration["Security:BootstrapApiKey"], settings.DataDirectory);
        builder.Services.AddSmartDairyGraphQL(builder.Configuration);
        builder.Services.AddSingleton(services => new BrokerAddress(
            builder.Configuration["Mqtt:PublicHost"] ?? "localhost", services.GetRequiredService<BrokerEndpoint>().Port));
        if (builder.Configuration.GetValue("Demo:Enabled", true))
        {
            builder.Services.AddHostedService<DemoFarm>();
        }

        builder.Services.AddHostedService<Welcome>();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSmartDairy();
        app.MapSmartDairyGraphQL();
        return app;
    }
}
