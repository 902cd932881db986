using GraphQL.Types;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Api.Schema;
using SmartDairy.GraphQL;
using Xunit;

namespace SmartDairy.Api.Tests.Contract;

/// <summary>
/// The committed SDL is what the code says. Away from CI the file is rewritten, so that a change of the contract shows up in the diff.
/// </summary>
public sealed class SchemaSnapshotTests
{
    [Fact]
    public async Task The_committed_sdl_is_the_schema()
    {
        var path = Path.Combine(Repository.Root, "api", "schema.graphql");
        var actual = Sdl();
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            var committed = File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "";
            Assert.True(
                committed == actual, "api/schema.graphql differs from the schema: run the tests without CI=true and commit the file.");
            return;
        }

        await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_field_is_described()
    {
        using var services = Services();
        var schema = services.GetRequiredService<ISchema>();
        schema.Initialize();
        string[] undescribed =
        [
            .. schema.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
                .SelectMany(type => type.Fields, (type, field) => (type, field))
                .Where(each => string.IsNullOrWhiteSpace(each.field.Description))
                .Select(each => $"{each.type.Name}.{each.field.Name}"),
        ];
        Assert.Empty(undescribed);
    }

    private static string Sdl()
    {
        using var services = Services();
        return GraphQLApiEndpoints.PrintSchema(services.GetRequiredService<ISchema>());
    }

    private static ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSmartDairyGraphQL(new ConfigurationBuilder().Build())
        .BuildServiceProvider();
}
