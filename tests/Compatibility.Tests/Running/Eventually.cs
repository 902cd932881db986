namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>Waits for what follows by itself, such as rows that actors write after a message was acknowledged.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the answer is right.</summary>
    /// <returns>The right answer, or the last wrong one when patience is at its end: for the caller to say what is wrong with it.</returns>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await ask();
            if (isRight(answer) || TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                return answer;
            }

            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
