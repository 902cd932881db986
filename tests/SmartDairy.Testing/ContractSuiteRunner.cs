using System.Reflection;

namespace SmartDairy.Testing;

/// <summary>Runs a contract suite by hand, to show that it notices a store that breaks the contract.</summary>
public static class ContractSuiteRunner
{
    /// <summary>The names of the facts that failed, each run on an instance of its own.</summary>
    public static async Task<IReadOnlyList<string>> FindFailuresAsync<TSuite>(Func<TSuite> create)
        where TSuite : IAsyncLifetime
    {
        var failures = new List<string>();
        foreach (var fact in typeof(TSuite).GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null and not TheoryAttribute))
        {
            var suite = create();
            await suite.InitializeAsync();
            try
            {
                await (Task)fact.Invoke(suite, null)!;
            }
            catch (Exception)
            {
                // Whatever it throws, the fact did not hold.
                failures.Add(fact.Name);
            }
            finally
            {
                await suite.DisposeAsync();
            }
        }

        return failures;
    }
}
