using SmartDairy.Api.Demo;
using SmartDairy.Api.GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Hosting;
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
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }

        await using (app)
        {
            await app.RunAsync();
        }

        return 0;
    }

    private static WebApplication Build(string[] args)
    {
        // The data directory may lie below the content root; watching that for changed settings would cost an event for every commit.
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var settings = builder.AddSmartDairySilo();
        builder.Services.AddApiSecurity(builder.Configuration["Security:BootstrapApiKey"], settings.DataDirectory);
        builder.Services.AddSmartDairyGraphQL(builder.Configuration);
        if (builder.Configuration.GetValue("Demo:Enabled", true))
        {
            builder.Services.AddHostedService<DemoFarm>();
        }

        builder.Services.AddHostedService<Welcome>();
        var app = builder.Build();
        app.UseWebSockets();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSmartDairy();
        app.MapSmartDairyGraphQL();
        return app;
    }
}
