using Microsoft.Extensions.Hosting;
using SmartDairy.Grains.Intake;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Hosting.Intake;

/// <summary>Begins every farm's count where the stored counts stand, before the first message can come in.</summary>
internal sealed class LedgerStart(IRegistry registry, IHistory history, IntakeLedger ledger) : IHostedService
{
    private const int FarmsAtATime = 500;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        while (true)
        {
            var page = await registry.FarmsAsync(null, FarmsAtATime, after, cancellationToken).ConfigureAwait(false);
            foreach (var farm in page.Items)
            {
                ledger.Begin(farm.Id, await history.FarmCountsAsync(farm.Id, cancellationToken).ConfigureAwait(false));
            }

            if (!page.HasNext || page.Cursors.Count == 0)
            {
                return;
            }

            after = page.Cursors[^1];
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
