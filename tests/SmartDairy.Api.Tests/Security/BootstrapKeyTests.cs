using SmartDairy.Api.Security;
using Xunit;

namespace SmartDairy.Api.Tests.Security;

public sealed class BootstrapKeyTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("smart-dairy-api-tests-");

    [Fact]
    public async Task It_is_generated_once_for_its_owner_only_and_used_again()
    {
        var first = BootstrapKey.LoadOrCreate(null, _data.FullName);
        Assert.NotNull(first.NewKey);
        var file = Path.Combine(_data.FullName, BootstrapKey.FileName);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        var second = BootstrapKey.LoadOrCreate(null, _data.FullName);
        Assert.Null(second.NewKey);
        Assert.NotNull(await second.FindAsync(first.NewKey, TestContext.Current.CancellationToken));
        Assert.Null(await second.FindAsync(first.NewKey + "x", TestContext.Current.CancellationToken));
        Assert.Single(_data.GetFiles());
    }

    [Fact]
    public async Task A_configured_key_leaves_no_file()
    {
        var key = BootstrapKey.LoadOrCreate("configured-key-of-a-test", _data.FullName);
        Assert.NotNull(await key.FindAsync("configured-key-of-a-test", TestContext.Current.CancellationToken));
        Assert.Empty(_data.GetFiles());
    }

    [Fact]
    public void A_short_key_is_refused()
    => Assert.Throws<InvalidOperationException>(() => BootstrapKey.LoadOrCreate("short", _data.FullName));

    public void Dispose() => _data.Delete(recursive: true);
}
