//! The binary: configuration, wiring, commands. The only room that reads the
//! clock, the environment and a random source.

mod commands;
mod config;
mod drawing;
mod keys;
mod lasting;
mod listen;
mod password;
mod platform;
mod private;
mod said;
mod scan;
mod seals;
mod shelf;
mod signed_files;
mod signers;
mod sweep;
mod system;
mod trust;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// An act makes and frees a thousand small things, a quarter of what it costs with the
/// allocator of the system. It is not to ask for huge pages, which would take 20 MB more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Một Cửa: dịch vụ hành chính công một cửa của chính quyền hai cấp.
/// The one-stop public administrative service of two-tier local government.
#[derive(Parser)]
#[command(name = "motcua", version)]
struct Cli {
    /// Tệp cấu hình (TOML). Configuration file.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Chạy thử cả một tỉnh với dữ liệu mô phỏng. Run a whole simulated province.
    Demo {
        /// Chỉ có cán bộ, chưa có hồ sơ: để tập huấn. Staff and no dossiers: for training.
        #[arg(long)]
        empty: bool,
        /// Kịch bản; mặc định là của tỉnh được phục vụ. Which scenario; that of the province by default.
        #[arg(long)]
        scenario: Option<String>,
    },
    /// Chạy máy chủ. Run the server.
    Serve,
    /// Tài khoản của cán bộ và người giúp nộp. Accounts of officers and helpers.
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Lịch nghỉ thay đổi thì hồ sơ nào phải dời ngày hẹn. What a changed calendar moves.
    Calendar {
        #[command(subcommand)]
        command: CalendarCommand,
    },
    /// Tệp đã nộp. Files that were handed in.
    Files {
        #[command(subcommand)]
        command: FilesCommand,
    },
    /// Kiểm tra danh mục thủ tục, lịch, đơn vị. Check the catalogue.
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
    /// Vẽ các trang của một tệp; máy chủ tự gọi. Draw the pages of a file; the server asks for it.
    #[command(name = "draw_pages", hide = true)]
    DrawPages {
        /// Tên tệp. The file's name.
        name: String,
    },
}

#[derive(Subcommand)]
enum FilesCommand {
    /// Xóa tệp không hồ sơ, bản đang làm hay lần tải lên nào dùng. Remove files that nobody names.
    Sweep {
        /// Chỉ đếm, không xóa. Only count.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Tạo tài khoản. Make an account.
    Add {
        /// Tên đăng nhập. Log-in name.
        id: String,
        /// Họ và tên. Full name.
        #[arg(long)]
        name: String,
        /// Mã cơ quan, ví dụ H57.101. Code of the agency.
        #[arg(long)]
        agency: String,
        /// Nhiệm vụ, ghi nhiều lần được: reception, case, leader, registry, staff. Duty, may be repeated.
        #[arg(long)]
        duty: Vec<String>,
        /// Tên điểm hỗ trợ, thay cho nhiệm vụ. Name of a helper's point, instead of duties.
        #[arg(long, default_value = "")]
        point: String,
        /// Loại điểm: agent_point, volunteer, post_office. Kind of point.
        #[arg(long, default_value = "")]
        point_kind: String,
        /// Đọc mật khẩu từ một dòng của đầu vào chuẩn; không có: tạo ngẫu nhiên, hiện một lần.
        /// Read the password from a line of standard input; without: random, shown once.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Tạo tài khoản theo danh sách CSV hoặc XLSX: xem trước, hoặc tạo với --confirm.
    /// Make accounts from a CSV or XLSX list: shows what it would make; makes them with --confirm.
    Import(ImportArguments),
    /// Liệt kê tài khoản. List accounts.
    List {
        /// Chỉ một cơ quan. Only one agency.
        #[arg(long)]
        agency: Option<String>,
    },
    /// Sửa họ tên, chức vụ, số định danh, thư điện tử. Change what is known of a person.
    Edit {
        /// Tên đăng nhập. Log-in name.
        id: String,
        /// Họ và tên; để trống: giữ nguyên. Full name; without: as it is.
        #[arg(long)]
        name: Option<String>,
        /// Chức vụ. Position.
        #[arg(long)]
        position: Option<String>,
        /// Số định danh. Identity number.
        #[arg(long)]
        identity: Option<String>,
        /// Thư điện tử. E-mail.
        #[arg(long)]
        email: Option<String>,
    },
    /// Giao nhiệm vụ, thay cho các nhiệm vụ cũ. Give duties, instead of the old ones.
    Duties {
        /// Tên đăng nhập. Log-in name.
        id: String,
        /// Nhiệm vụ, có thể kèm ngày: case, case:2025-07-01..2025-12-31. Duty, with days or without.
        #[arg(long, required = true)]
        duty: Vec<String>,
    },
    /// Giao người làm thay. Let somebody stand in.
    #[command(name = "let_stand_in")]
    LetStandIn {
        /// Người vắng mặt. Who is away.
        id: String,
        /// Người làm thay. Who stands in.
        #[arg(long)]
        officer: String,
        /// Nhiệm vụ được làm thay. In which duties.
        #[arg(long, required = true)]
        duty: Vec<String>,
        /// Từ ngày, ví dụ 01/08/2025. From this day.
        #[arg(long)]
        from: String,
        /// Đến hết ngày. To the end of this day.
        #[arg(long)]
        to: String,
    },
    /// Kết thúc việc làm thay. End it.
    #[command(name = "end_stand_in")]
    EndStandIn {
        /// Người vắng mặt. Who was away.
        id: String,
        /// Người làm thay. Who stood in.
        #[arg(long)]
        officer: String,
    },
    /// Điều chuyển đến cơ quan hoặc bàn khác. Transfer to another agency or desk.
    Transfer {
        /// Tên đăng nhập. Log-in name.
        id: String,
        /// Mã cơ quan. Code of the agency.
        #[arg(long)]
        agency: String,
        /// Từ ngày; để trống: hôm nay. From this day; without: today.
        #[arg(long)]
        from: Option<String>,
        /// Chức vụ mới. New position.
        #[arg(long, default_value = "")]
        position: String,
        /// Nhiệm vụ ở đó, có thể kèm ngày. Duties there, with days or without.
        #[arg(long, required = true)]
        duty: Vec<String>,
        /// Giao hồ sơ đang giữ đích danh cho cả bàn. Leave dossiers held by name to the desk.
        #[arg(long)]
        dossiers_to_desk: bool,
    },
    /// Đóng tài khoản; phiên đang mở chấm dứt. Close an account; its sessions end.
    Disable {
        /// Tên đăng nhập. Log-in name.
        id: String,
        /// Giao hồ sơ đang giữ đích danh cho cả bàn. Leave dossiers held by name to the desk.
        #[arg(long)]
        dossiers_to_desk: bool,
        /// Đóng ngay, dù còn giữ hồ sơ. At once, whatever is held.
        #[arg(long)]
        leave_dossiers: bool,
    },
    /// Mở lại tài khoản đã đóng. Open a closed account again.
    Enable {
        /// Tên đăng nhập. Log-in name.
        id: String,
    },
    /// Đổi mật khẩu; phiên đang mở chấm dứt. Change the password; sessions end.
    Password {
        /// Tên đăng nhập. Log-in name.
        id: String,
        /// Đọc từ đầu vào chuẩn thay vì tạo ngẫu nhiên. Read from standard input instead of random.
        #[arg(long, conflicts_with = "once")]
        password_stdin: bool,
        /// Mật khẩu dùng một lần, phải đổi khi đăng nhập lần đầu. A one-time password, to be changed
        /// at the first sign-in.
        #[arg(long)]
        once: bool,
    },
}

/// What an import is given.
#[derive(clap::Args)]
struct ImportArguments {
    /// Tệp .csv hoặc .xlsx. The file.
    file: PathBuf,
    /// Cơ quan của cả danh sách; không có: theo từng dòng. The agency of all; else as each line says.
    #[arg(long)]
    agency: Option<String>,
    /// Nhiệm vụ cho dòng không ghi. Duties for lines that name none.
    #[arg(long)]
    duty: Vec<String>,
    /// Tạo tài khoản; phiếu in ra đầu ra chuẩn. Make them; the slips go to standard output.
    #[arg(long)]
    confirm: bool,
}

#[derive(Subcommand)]
enum CalendarCommand {
    /// Liệt kê hồ sơ có ngày hẹn thay đổi theo lịch của một danh mục. List what a calendar changes.
    Preview {
        /// Thư mục danh mục có lịch mới. The folder with the new calendar.
        #[arg(long)]
        catalogue: Option<PathBuf>,
    },
    /// Dời ngày hẹn của những hồ sơ đó. Move those dates.
    Move {
        /// Thư mục danh mục có lịch mới. The folder with the new calendar.
        #[arg(long)]
        catalogue: Option<PathBuf>,
        /// Tài khoản lãnh đạo chịu trách nhiệm. The log-in of the leader who answers for it.
        #[arg(long)]
        officer: String,
        /// Văn bản đổi ngày nghỉ; ghi vào lịch sử từng hồ sơ. The decision, for each history.
        #[arg(long)]
        decision: String,
    },
}

#[derive(Subcommand)]
enum CatalogueCommand {
    /// Đọc mọi tệp và nêu mọi lỗi. Read every file and name every mistake.
    Check {
        /// Thư mục danh mục; để trống: danh mục đang áp dụng ở đây. Catalogue folder; else what is in force here.
        folder: Option<PathBuf>,
    },
    /// Nêu những gì một danh mục mới thay đổi. Say what a new catalogue changes.
    Diff {
        /// Thư mục danh mục mới. The new catalogue folder.
        #[arg(long)]
        catalogue: PathBuf,
        /// Đếm cả hồ sơ đang mở trong dữ liệu. Count the open dossiers in the data too.
        #[arg(long)]
        dossiers: bool,
    },
    /// Ghi danh mục đang áp dụng ra thư mục. Write what is in force into a folder.
    Export {
        /// Thư mục. Folder.
        folder: PathBuf,
    },
    /// Đưa các tệp khác đi của một thư mục vào áp dụng. Put the files that differ into force.
    #[command(name = "put_into_force")]
    PutIntoForce {
        /// Thư mục danh mục mới. The new catalogue folder.
        #[arg(long)]
        catalogue: PathBuf,
        /// Tài khoản lãnh đạo văn phòng tỉnh; không có: người vận hành, cho mọi tỉnh được phục vụ.
        /// The log-in of the leader of the province's office; without: the operator, for all provinces served.
        #[arg(long)]
        officer: Option<String>,
        /// Lý do, văn bản; ghi vào lịch sử. Why: for the history.
        #[arg(long)]
        reason: String,
    },
}

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let cli = Cli::parse();
    // It knows nothing of this installation.
    if let Command::DrawPages { name } = &cli.command {
        return drawing::draw_pages(name);
    }
    let config = match config::Config::read(cli.config.as_deref()) {
        Ok(config) => config,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::FAILURE;
        }
    };
    let done = match cli.command {
        Command::DrawPages { .. } => Ok(()),
        Command::Demo { empty, scenario } => commands::demo::demo(&config, scenario.as_deref(), empty),
        Command::Serve => commands::serve::serve(&config),
        Command::Account { command } => account(&config, command),
        Command::Calendar { command: CalendarCommand::Preview { catalogue } } => {
            commands::calendar::preview(&config, catalogue)
        }
        Command::Calendar { command: CalendarCommand::Move { catalogue, officer, decision } } => {
            let because = commands::calendar::MovedBecause { officer, decision };
            commands::calendar::move_all(&config, catalogue, &because)
        }
        Command::Files { command: FilesCommand::Sweep { dry_run } } => {
            commands::files::sweep(&config, dry_run)
        }
        Command::Catalogue { command: CatalogueCommand::Check { folder } } => {
            commands::catalogue::check(&config, folder.as_deref())
        }
        Command::Catalogue { command: CatalogueCommand::Diff { catalogue, dossiers } } => {
            commands::catalogue::diff(&config, catalogue, dossiers)
        }
        Command::Catalogue { command: CatalogueCommand::Export { folder } } => {
            commands::catalogue::export(&config, &folder)
        }
        Command::Catalogue { command: CatalogueCommand::PutIntoForce { catalogue, officer, reason } } => {
            let because = commands::catalogue::ChangedBecause { officer, reason };
            commands::catalogue::put_into_force(&config, &catalogue, because)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn account(config: &config::Config, command: AccountCommand) -> Result<(), String> {
    use commands::account::{Password, add, disable, enable, list, password};
    use commands::staff;
    let from = |stdin| if stdin { Password::Stdin } else { Password::Random };
    match command {
        AccountCommand::Add { id, name, agency, duty, point, point_kind, password_stdin } => {
            let asked = motcua_core::account::OpenAccount {
                id,
                name,
                agency,
                duties: duty,
                point,
                point_kind,
                ..Default::default()
            };
            add(config, &asked, from(password_stdin))
        }
        AccountCommand::Import(ImportArguments { file, agency, duty, confirm }) => {
            commands::import_staff::import(config, &file, agency.as_deref(), &duty, confirm)
        }
        AccountCommand::List { agency } => list(config, agency.as_deref()),
        AccountCommand::Edit { id, name, position, identity, email } => {
            staff::edit(config, &id, &staff::Edited { name, position, identity, email })
        }
        AccountCommand::Duties { id, duty } => staff::duties(config, &id, &duty),
        AccountCommand::LetStandIn { id, officer, duty, from, to } => {
            staff::let_stand_in(config, (&id, &officer), duty, (&from, &to))
        }
        AccountCommand::EndStandIn { id, officer } => staff::end_stand_in(config, &id, &officer),
        AccountCommand::Transfer { id, agency, from, position, duty, dossiers_to_desk } => {
            let post = staff::Post { agency, from, position, duty };
            staff::transfer(config, &id, post, dossiers_to_desk)
        }
        AccountCommand::Disable { id, dossiers_to_desk, leave_dossiers } => {
            disable(config, &id, dossiers_to_desk, leave_dossiers)
        }
        AccountCommand::Enable { id } => enable(config, &id),
        AccountCommand::Password { id, once: true, .. } => staff::issue_password(config, &id),
        AccountCommand::Password { id, password_stdin, once: false } => {
            password(config, &id, from(password_stdin))
        }
    }
}
